"""One child: the page that gathers what every room knows, for those who may see it."""
