from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class AccessConfig(AppConfig):
    name = "lapwing.access"

    def ready(self) -> None:
        from lapwing.access import checks, policies, viewer

        connection_created.connect(viewer.refuse_without_viewer, dispatch_uid="lapwing.viewer")
        post_migrate.connect(policies.install_after_migrate, dispatch_uid="lapwing.policies")
        checks.register()
