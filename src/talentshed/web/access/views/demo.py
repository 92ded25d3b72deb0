"""Which request signs in as somebody of the demo?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.access import demo, signing_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """List the people of the demo; a click becomes one of them."""
    demo.require(request)
    people = demo.demo_people()
    if request.method != "POST":
        return render(request, "access/demo.html", {"people": people})
    chosen = next((each for each in people if str(each.pk) == request.POST.get("person")), None)
    if chosen is None:
        raise Http404
    signing_in.sign_in(request, chosen, method="demo")
    return redirect("access:my_work")
