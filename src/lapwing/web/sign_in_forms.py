"""The sign-in library's forms in the house's words: sentence case, and what to do where a field is left empty."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms

from lapwing.web.forms import ask_for


class _InOurWords(forms.Form):
    labels: ClassVar[dict[str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = ask_for(name, self.fields[name])


class SignIn(_InOurWords, account.LoginForm):
    labels: ClassVar = {"login": "Work e-mail address", "password": "Password"}


class IsItYou(_InOurWords, account.ReauthenticateForm):
    labels: ClassVar = {"password": "Password"}


class ChangePassword(_InOurWords, account.ChangePasswordForm):
    labels: ClassVar = {
        "oldpassword": "Your password now", "password1": "New password", "password2": "New password, once more",
    }  # fmt: skip


class Code(_InOurWords, mfa.AuthenticateForm):
    labels: ClassVar = {"code": "Code"}


class CodeAgain(_InOurWords, mfa.ReauthenticateForm):
    labels: ClassVar = {"code": "Code"}


class SetUpAuthenticator(_InOurWords, ActivateTOTPForm):
    labels: ClassVar = {"code": "Authenticator code"}
