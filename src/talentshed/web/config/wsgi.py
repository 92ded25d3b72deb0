"""Where does a web server find the application? At `application`."""

import os

from django.core.wsgi import get_wsgi_application

from talentshed.web.ui import assets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "talentshed.web.config.settings")

assets.use_collected_files()
application = get_wsgi_application()
