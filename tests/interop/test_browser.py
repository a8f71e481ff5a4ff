"""Our pages and others' in a real browser: Chromium without a window, driven by clicks."""

import asyncio
import hashlib
import html
import http
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import urllib.request

import lab
import websockets
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from test_proxy import Nginx
from test_tls import Certificate

PAGES = pathlib.Path(__file__).parent / "pages"


def trusts(authority):
    """For Browser's prepare: Chromium trusts the authority whose certificate is in a file (PEM)."""

    def prepare(home):
        store = home / ".pki" / "nssdb"
        store.mkdir(parents=True)
        for arguments in (["-N", "--empty-password"], ["-A", "-n", "authority", "-t", "C,,", "-i", authority]):
            subprocess.run(["certutil", *arguments, "-d", f"sql:{store}"], check=True, capture_output=True)

    return prepare


class Browser:
    """A Chromium of our own, with a fresh profile. All functions block, up to lab.DEADLINE.

    What prepare does with the browser's home directory comes before its start.
    """

    def __init__(self, language="en-US", *more_arguments, prepare=lambda home: None):
        self._home = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        prepare(pathlib.Path(self._home.name))
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "disable-dev-shm-usage",
                         "no-first-run", "disable-background-networking", "disable-component-update",
                         "disable-sync", "no-proxy-server", "disable-background-timer-throttling",
                         "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding",
                         *more_arguments, f"lang={language}", f"user-data-dir={self._home.name}/profile"):
            options.add_argument(f"--{argument}")
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        environment = os.environ | {"HOME": self._home.name, "LANGUAGE": language.replace("-", "_")}
        self.driver = webdriver.Chrome(options=options,
                                       service=Service("/usr/bin/chromedriver", env=environment))
        self.driver.set_page_load_timeout(lab.DEADLINE)
        self.driver.set_script_timeout(lab.DEADLINE)

    def quit(self):
        self.driver.quit()
        self._home.cleanup()

    def open(self, url):
        self.driver.get(re.sub("^ws", "http", url))

    def open_beside(self, url):
        """Opens a page in another tab; returns to be given to look_at()."""
        self.driver.switch_to.new_window("tab")
        self.open(url)
        return self.driver.current_window_handle

    def until(self, true, what):
        WebDriverWait(self.driver, lab.DEADLINE, poll_frequency=0.05).until(lambda _: true(), what)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.find(selector).text

    def shows(self, selector, text):
        """Waits until an element shows a text."""
        self.until(lambda: text in self.text(selector), f"“{text}” in {selector}: “{self.text(selector)}”")

    def is_in_state(self, state):
        self.until(lambda: self.find("#state").get_attribute("data-state") == state, f"state {state}")

    def click(self, selector):
        self.until(lambda: self.find(selector).is_enabled(), f"{selector} enabled")
        self.find(selector).click()

    def type(self, selector, text):
        self.find(selector).send_keys(text)

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]


class ClosingServer:
    """Somebody else's server with one of our pages. It closes when and as it is told."""

    def __init__(self, page):
        self._page = re.sub("^ws", "http", page)
        self._connected = asyncio.Condition()
        self._count = 0
        self._websocket = None

    async def __aenter__(self):
        content = await asyncio.to_thread(lambda: urllib.request.urlopen(self._page, timeout=lab.DEADLINE).read())

        async def answer(_, headers):
            if "Upgrade" in headers:
                return None
            return http.HTTPStatus.OK, {"Content-Type": "text/html; charset=utf-8"}, content

        self._server = await websockets.serve(self._accept, "127.0.0.1", 0, process_request=answer)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(self, *_):
        self._server.close()  # not waiting: browsers keep a connection open on which they say nothing

    async def _accept(self, websocket):
        async with self._connected:
            self._websocket = websocket
            self._count += 1
            self._connected.notify_all()
        await websocket.wait_closed()

    async def until_connected(self, count):
        """Waits for the connection of this number, from 1."""
        async with self._connected:
            await lab.within(self._connected.wait_for(lambda: self._count >= count))

    async def close(self, code, reason):
        await lab.within(self._websocket.close(code, reason))


class BrowserTest(lab.TestCase):
    arguments = ["en-US"]

    @classmethod
    def setUpClass(cls):
        cls.browser = Browser(*cls.arguments)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()

    async def asyncSetUp(self):
        self.server = await self.enter(lab.Server())

    async def asyncTearDown(self):
        """One blank tab is left for the next test."""
        def close_tabs():
            driver = self.browser.driver
            for handle in driver.window_handles[1:]:
                driver.switch_to.window(handle)
                driver.close()
            driver.switch_to.window(driver.window_handles[0])
            driver.get("about:blank")
            self.browser.complaints()

        await asyncio.to_thread(close_tabs)

    async def do(self, steps, *arguments):
        """Runs steps that block, while the programs around are served."""
        return await lab.within(asyncio.to_thread(steps, *arguments), 80)

    async def no_complaints(self):
        self.assertEqual(await self.do(self.browser.complaints), [])


class Pages(BrowserTest):
    async def test_hello(self):
        def steps():
            page = self.browser
            page.open(self.server.url("hello"))
            for name in ("World", "世界", "<img src=x onerror=alert(1)>"):
                page.is_in_state("connected")
                page.type("#name", name)
                page.click("#greet")
                page.shows("#greetings", f"Hello {name}!")
            self.assertEqual(page.driver.find_elements(By.CSS_SELECTOR, "#greetings img"), [])
            page.is_in_state("connected")

        await self.do(steps)
        await self.no_complaints()

    async def test_time(self):
        def steps():
            page = self.browser
            page.open(self.server.url("time"))
            page.is_in_state("connected")
            page.until(lambda: page.text("#lines").count("本消息通过服务器websocket传输。") >= 3, "three lines")

        await self.do(steps)
        await self.no_complaints()

    async def test_counter_in_two_tabs_and_a_program(self):
        page = self.browser

        def open_both():
            page.open(self.server.url("counter"))
            page.is_in_state("connected")
            page.shows("#value", "0")
            tabs.append(page.driver.current_window_handle)
            tabs.append(page.open_beside(self.server.url("hello") + "counter"))
            page.is_in_state("connected")

        def both_show(value, users):
            for tab in tabs:
                page.driver.switch_to.window(tab)
                page.shows("#value", value)
                page.shows("#users", users)

        def press(selector, times):
            for _ in range(times):
                page.click(selector)

        tabs = []
        await self.do(open_both)
        await self.do(press, "#plus", 5)
        await self.do(press, "#minus", 2)
        await self.do(both_show, "3", "2")
        async with websockets.connect(self.server.url("counter")) as websocket:
            await websocket.send('{"action": "plus"}')
            await self.do(both_show, "4", "3")
        await self.do(both_show, "4", "2")
        await self.no_complaints()

    async def test_echo(self):
        def steps():
            page = self.browser
            page.open(self.server.url("echo"))
            page.is_in_state("connected")
            for message in ("first", "中文 <b>bold</b>"):
                page.type("#message", message)
                page.click("#send")
                page.shows("#messages", message)
            self.assertEqual(page.driver.find_elements(By.CSS_SELECTOR, "#messages b"), [])

        await self.do(steps)
        await self.no_complaints()

    async def test_broadcast(self):
        page = self.browser

        def say(message):
            page.is_in_state("connected")
            page.type("#message", message)
            page.click("#send")
            page.shows("#messages", message)

        await self.do(page.open, self.server.url("broadcast"))
        async with websockets.connect(self.server.url("broadcast")) as websocket:
            await self.do(say, "from the page")
            self.assertEqual(await lab.within(websocket.recv()), "from the page")
            await websocket.send("from a program")
            await self.do(page.shows, "#messages", "from a program")
        await self.no_complaints()

    async def test_the_page_comes_back_with_the_server(self):
        page = self.browser
        await self.do(page.open, self.server.url("counter"))
        await self.do(page.click, "#plus")
        await self.do(page.shows, "#value", "1")
        port = self.server.port("counter")
        self.assertEqual(await self.server.terminate(), 0)
        await self.do(page.is_in_state, "disconnected")
        self.assertFalse(await self.do(lambda: page.find("#plus").is_enabled()))
        await self.enter(lab.Server(ports={"counter": port}))
        await self.do(page.is_in_state, "connected")
        await self.do(page.shows, "#value", "0")
        await self.do(page.click, "#plus")
        await self.do(page.shows, "#value", "1")

    async def test_an_end_that_the_server_means(self):
        page = self.browser
        closing = await self.enter(ClosingServer(self.server.url("counter")))
        await self.do(page.open, closing.url)
        for code, reason in ((1008, "please be quiet"), (1000, "the lesson is over"), (4321, "")):
            await self.do(page.is_in_state, "connected")
            await closing.close(code, reason)
            shown = f"{code} “{reason}”" if reason else str(code)
            await self.do(page.shows, "#detail", f"Closed with {shown}.")
            await self.do(page.is_in_state, "disconnected")
            self.assertNotIn("Next try", await self.do(page.text, "#detail"))
            self.assertIn(f"↓ Close {shown}",
                          await self.do(lambda: page.find("#wire li").get_attribute("textContent")))
            # As a phone does that is taken out of a pocket: no reason to come back either.
            await self.do(page.driver.execute_script,
                          "document.dispatchEvent(new Event('visibilitychange'));"
                          "window.dispatchEvent(new Event('online'));")
            await self.do(page.is_in_state, "disconnected")
            await self.do(page.shows, "#try", "Connect again")
            await self.do(page.click, "#try")
        await self.do(page.is_in_state, "connected")
        await self.no_complaints()

    async def test_an_end_that_passes(self):
        page = self.browser
        closing = await self.enter(ClosingServer(self.server.url("counter")))
        await self.do(page.open, closing.url)
        for number, code in enumerate((1001, 1011, 1012, 1013), start=1):
            await closing.until_connected(number)
            await closing.close(code, "later")
        await closing.until_connected(5)
        await self.do(page.is_in_state, "connected")
        self.assertIn("↓ Close 1013 “later”",
                      await self.do(lambda: page.find("#wire li").get_attribute("textContent")))

    async def test_long_messages(self):
        def echoed(script):
            self.browser.open(self.server.url("echo"))
            return self.browser.driver.execute_async_script(
                f"const message = {script};" """
                const done = arguments[arguments.length - 1];
                const socket = new WebSocket(location.href.replace("http", "ws"));
                socket.onopen = () => socket.send(message);
                socket.onmessage = event => { done(event.data === message ? "same" : event.data.length); };
                socket.onclose = event => done(event.code);
                """)

        self.assertEqual(await self.do(echoed, "'汉'.repeat(300000)"), "same")
        self.assertEqual(await self.do(echoed, "'🎉'.repeat(200000)"), "same")
        self.assertEqual(await self.do(echoed, "'x'.repeat(1024 * 1024)"), "same")
        self.assertEqual(await self.do(echoed, "'x'.repeat(1024 * 1024 + 1)"), 1009)

    async def test_behind_a_proxy(self):
        nginx = await self.enter(Nginx(self.server.port("time")))

        def steps():
            page = self.browser
            page.open(nginx.url("/websocket/"))
            page.is_in_state("connected")
            page.shows("#lines", "本消息通过服务器websocket传输。")
            page.open(nginx.url("/stripped/counter"))
            page.click("#plus")
            page.shows("#value", "1")

        await self.do(steps)
        await self.no_complaints()

    async def test_english(self):
        await self.do(self.browser.open, self.server.url("counter"))
        await self.do(self.browser.shows, "#state", "Connected")
        self.assertEqual(await self.do(lambda: self.browser.find("html").get_attribute("lang")), "en")


class FilePages(BrowserTest):
    """Pages as the tutorial has them, opened from a file: their Origin is null."""

    def file(self, name, *ports):
        """The page with the tutorial's port replaced by ours."""
        page = (PAGES / name).read_text()
        for standard, ours in ports:
            self.assertIn(f":{standard}/", page)
            page = page.replace(f":{standard}/", f":{ours}/")
        folder = self.enterContext(tempfile.TemporaryDirectory())
        path = pathlib.Path(folder) / name
        path.write_text(page)
        return path.as_uri()

    async def test_time(self):
        def steps():
            page = self.browser
            page.open(self.file("time.html", (5678, self.server.port("time"))))
            page.until(lambda: page.text("ul").count("本消息通过服务器websocket传输。") >= 2, "two lines")

        await self.do(steps)
        await self.no_complaints()

    async def test_counter(self):
        def steps():
            page = self.browser
            page.open(self.file("counter.html", (6789, self.server.port("counter"))))
            page.shows("#users", "1 user")
            for _ in range(3):
                page.click("#plus")
            page.click("#minus")
            page.shows("#value", "2")

        await self.do(steps)
        await self.no_complaints()


class SecurePages(BrowserTest):
    certificate = Certificate()
    # As if the certificate had been imported into the browser.
    arguments = ["en-US", f"ignore-certificate-errors-spki-list={certificate.key_sha256_in_base64}"]

    async def asyncSetUp(self):
        self.server = await self.enter(lab.Server("--tls", self.certificate.both))

    async def test_counter(self):
        def steps():
            page = self.browser
            page.open(f"https://localhost:{self.server.port('counter')}/")
            page.click("#plus")
            page.shows("#value", "1")
            self.assertIn("wss://localhost", page.text("#state"))

        await self.do(steps)
        await self.no_complaints()

    async def test_a_plain_address_leads_to_the_secure_page(self):
        def steps():
            page = self.browser
            page.open(f"http://localhost:{self.server.port('time')}/")
            page.shows("#lines", "本消息通过服务器websocket传输。")
            self.assertTrue(page.driver.current_url.startswith("https://"))

        await self.do(steps)


class TrustPage(lab.TestCase):
    """The page for those who do not trust this machine's own authority yet, and what its steps lead to."""

    async def asyncSetUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        create = await self.enter(lab.Program("certificate", "create", "--folder", folder))
        self.assertEqual(await create.end(), 0, create.described())
        self.server = await self.enter(lab.Server("--tls", pathlib.Path(folder) / "localhost.pem"))
        self.plain = f"http://localhost:{self.server.port('counter')}/"
        self.secure = f"https://localhost:{self.server.port('counter')}/"

    async def in_browser(self, steps, **options):
        def run():
            browser = Browser(**options)
            try:
                steps(browser)
            finally:
                browser.quit()

        await lab.within(asyncio.to_thread(run), 80)

    def follow_the_steps(self, home):
        """Downloads the certificate and runs the line for Chromium, as the page has it."""
        page = urllib.request.urlopen(self.plain + "trust", timeout=lab.DEADLINE).read().decode()
        answer = urllib.request.urlopen(self.plain + "trust/ca.crt", timeout=lab.DEADLINE)
        self.assertEqual(answer.headers["Content-Type"], "application/x-x509-ca-cert")
        certificate = answer.read()
        self.assertIn(hashlib.sha256(certificate).digest().hex(":").upper(), page)
        (home / "ca.crt").write_bytes(certificate)
        line = html.unescape(re.search(r'<code class="nss">(.*?)</code>', page).group(1))
        subprocess.run(["sh", "-e", "-c", line], check=True, cwd=home, env=os.environ | {"HOME": str(home)})

    async def test_who_follows_the_steps_is_not_warned(self):
        def steps(page):
            page.open(self.secure)
            page.click("#plus")
            page.shows("#value", "1")
            self.assertIn("wss://localhost", page.text("#state"))
            self.assertEqual(page.complaints(), [])

        await self.in_browser(steps, prepare=self.follow_the_steps)

    async def test_who_does_not_is_warned_and_the_server_says_so(self):
        def steps(page):
            page.open(self.secure)
            page.until(lambda: "ERR_CERT_AUTHORITY_INVALID" in page.driver.page_source, "the browser's warning")

        await self.in_browser(steps)
        await self.server.logged("It refused our certificate: it does not know the authority.")

    async def sees_the_page(self, language, title, own):
        def steps(page):
            page.open(self.plain + "trust")
            page.shows("h1", title)
            self.assertEqual(page.driver.current_url, self.plain + "trust")
            shown = page.driver.find_elements(By.CSS_SELECTOR, "details")
            self.assertEqual(len(shown), 6)
            self.assertEqual([each.find_element(By.CSS_SELECTOR, "summary").text for each in shown
                              if each.get_attribute("open")], [own])
            self.assertRegex(page.text("#code"), "^([0-9A-F]{4} ){3}[0-9A-F]{4}$")
            self.assertEqual(page.find("#download").get_attribute("href"), self.plain + "trust/ca.crt")
            self.assertEqual(page.find("#secure").get_attribute("href"), self.secure + "index")
            self.assertEqual(page.complaints(), [])

        await self.in_browser(steps, language=language)

    async def test_the_page_in_english(self):
        await self.sees_the_page("en-US", "Trust this server", "Linux: Chromium, Chrome, and programs")

    async def test_the_page_in_chinese(self):
        await self.sees_the_page("zh-CN", "信任此服务器", "Linux：Chromium、Chrome 及其他程序")

    async def test_each_visitor_sees_the_own_steps_first(self):
        agents = {
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1":
                "ios",
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36":
                "android",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36": "windows",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15":
                "macos",
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "firefox",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36": "linux",
        }

        def steps(page):
            for agent, platform in agents.items():
                page.driver.execute_cdp_cmd("Emulation.setUserAgentOverride", {"userAgent": agent})
                page.open(self.plain + "trust")
                self.assertEqual([each.get_attribute("data-platform") for each in
                                  page.driver.find_elements(By.CSS_SELECTOR, "details[open]")], [platform])
                self.assertEqual(page.find("details").get_attribute("data-platform"), platform)

        await self.in_browser(steps)


class ChinesePages(BrowserTest):
    arguments = ["zh-CN"]

    async def test_chinese(self):
        def steps():
            page = self.browser
            for service, selector, text in (("counter", "#state", "已连接"), ("hello", "#state", "已连接")):
                page.open(self.server.url(service))
                page.shows(selector, text)
                self.assertEqual(page.find("html").get_attribute("lang"), "zh-CN")
                title = page.driver.title
                self.assertTrue(any("\u4e00" <= letter <= "\u9fff" for letter in title), title)

        await self.do(steps)
        await self.no_complaints()


if __name__ == "__main__":
    unittest.main()
