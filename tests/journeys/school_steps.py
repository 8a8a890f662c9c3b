"""What an official, the School, a facilitator and a stranger do around the edition "Abitare le valli", page by page."""

from datetime import datetime, timedelta

from django.utils import timezone

EDITION = "/school/editions/abitare-le-valli/"
IDEA = "Una bottega che fa anche da sportello"
WRITTEN = {
    "summary": "La bottega di frazione ospita uno sportello per pratiche, pacchi e visite a distanza.",
    "change": "Chi vive nelle frazioni trova i servizi senza scendere a valle.",
    "primary_lever": "social_innovation",
    "first_step": "Incontrare i tre gestori che chiudono entro l'anno.",
}


def ask_for_a_seat(official):
    """Find the edition, enrol for one's body: every seat is taken, so one waits. Returns the enrolment's address."""
    official.choose_in_menu("School")
    official.page.locator("main").get_by_role("link", name="Abitare le valli", exact=True).first.click()
    official.look("school-edition")
    official.follow("Join the waiting list")
    official.fill(job_role="officer", motivation="La bottega del paese chiude: vorremmo capire con chi riaprirla.")
    official.press("Join the waiting list")
    official.look("school-waiting")
    assert official.say("On the waiting list") in official.text()
    return official.page.url


def make_room(school, seats):
    """The School adds seats: who waits is offered one."""
    school.go(f"{EDITION}desk/")
    school.look("school-desk")
    school.page.locator("main details summary", has_text=school.say("Change the seats")).first.click()
    school.fill(capacity=str(seats))
    school.press("Change")
    school.look("school-desk-offered")


def take_the_seat(official, address):
    """Accept the offer, then add the meetings to the calendar."""
    official.go(address)
    official.look("school-offered")
    official.press("Accept the seat")
    official.look("school-confirmed")
    file = official.page.request.get(f"{EDITION}calendar.ics")
    assert (official.say("Confirmed") in official.text(), file.text().count("BEGIN:VEVENT")) == (True, 4)


def begin(school):
    """It goes ahead; its meetings are moved into the last days, the first is on now. Returns their registers."""
    school.go(f"{EDITION}desk/")
    school.fill(reason="Le iscrizioni bastano e avanzano.")
    school.press("It goes ahead")
    school.go(EDITION)
    school.press("Start")
    meetings = school.page.locator("main a[href*='/school/sessions/'][href$='/edit/']")
    addresses = meetings.evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    for days, address in enumerate(addresses):
        _move(school, address, timedelta(days=days, minutes=30))
    school.go(EDITION)
    school.look("school-running")
    return [address.replace("/edit/", "/register/") for address in addresses]


def _move(school, address, ago):
    """The meeting began so long ago; it lasts an hour more than it credits."""
    school.go(address)
    begins = timezone.localtime() - ago
    hours = int(school.page.locator("main [name=credited_minutes]").input_value()) // 60 + 1
    school.fill(starts_at=_written(begins), ends_at=_written(begins + timedelta(hours=hours)))
    school.press("Save")


def _written(at: datetime):
    return at.strftime("%Y-%m-%dT%H:%M")


def come_in(official, school, register):
    """The official shows the badge, whoever keeps the register reads it."""
    official.go(EDITION)
    official.follow("Your badge")
    official.look("school-badge")
    code = official.page.locator("main code").inner_text()
    school.go(register.replace("/register/", "/scan/"))
    school.fill(code=code)
    school.press("Write down")
    school.look("school-scan")


def seal(school, registers):
    """The first meeting is over; everybody else was there too: each register is completed and sealed."""
    _move(school, registers[0].replace("/register/", "/edit/"), timedelta(hours=12))
    for address in registers:
        school.go(address)
        school.press("All the others were present")
        school.press("Seal the register")
    school.look("school-register")


def work_in_the_lab(official, facilitator):
    """The facilitator mixes the teams; the official's team writes an idea and hands it in. Returns its address."""
    facilitator.go(EDITION)
    facilitator.page.locator("main a[href*='/school/labs/']").first.click()
    facilitator.press("Propose mixed teams")
    facilitator.look("school-lab-people")
    rows = facilitator.page.locator("main tr", has_text="Giorgio Valli")
    team = rows.locator("select option:checked").inner_text()
    official.go(EDITION)
    official.page.locator("main a[href*='/school/labs/']").first.click()
    official.look("school-lab")
    official.page.locator("main a[href*='/school/teams/']", has_text=team).first.click()
    official.follow("Begin a canvas")
    official.fill(kind="action_idea", title=IDEA)
    official.press("Begin")
    for name, text in WRITTEN.items():
        official.fill(**{f"{name}-value": text})
    official.press("Save everything")
    official.look("school-canvas")
    official.follow("Read, hand in")
    official.press("Hand it in")
    official.look("school-output")
    return official.page.url


def bring_it_to_the_portfolio(facilitator, officer, address):
    """The facilitator accepts the idea; the officer places it in the portfolio, where it says where it was born."""
    facilitator.go(address)
    facilitator.press("Start the review")
    facilitator.follow("Review it")
    for score in facilitator.page.locator("main fieldset, main .cv-field").all():
        if score.locator("input[type=radio][value='3']").count():
            score.locator("input[type=radio][value='3']").first.check()
    facilitator.fill(text="Chiara, e si può cominciare subito.", verdict="accept")
    facilitator.press("Send the review")
    facilitator.look("school-accepted")
    officer.go(address)
    officer.page.locator("main a[href$='/promote/']").first.click()
    officer.look("school-promote")
    officer.page.locator("main [name=portfolio]").select_option(label="Case piene, valli vive")
    officer.page.locator("main [name=objective]").select_option(index=3)
    officer.fill(lead="Cooperativa di comunità La Corte di Mezzo")
    officer.press("Bring it on the platform")
    officer.look("school-born")
    assert (IDEA in officer.text(), "Abitare le valli" in officer.text()) == (True, True)


def close(school):
    """Conclude the edition, then certify who completed it. Returns the code of the official's certificate."""
    school.go(f"{EDITION}close/")
    school.look("school-closing")
    school.press("Conclude the edition")
    school.go(f"{EDITION}certificates/")
    school.press("Issue for all who completed")
    row = school.page.locator("main tr", has_text="Giorgio Valli").locator("a[href*='/certificates/']")
    school.wait(lambda: row.count())
    school.look("school-certificates")
    return row.first.get_attribute("href").rstrip("/").rpartition("/")[2]


def verify(stranger, code):
    """Somebody without an account opens the address of the QR code."""
    stranger.go(f"/verifica/{code}/")
    stranger.look("school-verified")
    assert ("Giorgio Valli" in stranger.text(), stranger.say("Valid") in stranger.text()) == (True, True)
