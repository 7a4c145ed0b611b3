#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""uidrive - drive a GTK 4 program the way a person does, without a screen.

A Session owns a private X display (Xvfb), a private D-Bus session bus with the
accessibility bus on it, and a small window manager.  An App is one program
running there.  A Node is one accessible object: read it, press it, click it,
focus it with Tab, move it with the arrow keys.

    with Session() as session, session.launch(["build/src/app/leverage-lab"]) as app:
        slider = app.find("slider", "Leverage")
        slider.set_by_keys(20)

Needs: xvfb xdotool openbox dbus at-spi2-core python3-gi gir1.2-atspi-2.0
x11-utils x11-xserver-utils imagemagick.  One Session per
Python process: libatspi is global.  Everything is written for what GTK 4.8 really does;
the comments say why where that surprises.
"""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from uinode import Atspi, GLib, Node, UiError

BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><keep_umask/>
  <listen>unix:dir={dir}</listen><auth>EXTERNAL</auth>
  <servicedir>{dir}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
SERVICE_DIR = Path("/usr/share/dbus-1/services")
# What GLib, the sanitizers and GTK print when something is wrong.
BAD_LOG = re.compile(
    r"(-|\*\* )(WARNING|CRITICAL|ERROR) \*\*|WARNING \*\*:|CRITICAL \*\*:"
    r"|: (Leak|Address|Thread)Sanitizer:|runtime error:"
)
# Accessible name of a widget nobody named: GTK 4.8 falls back to the type name.
# Add the prefix of the program's own types.
TYPE_NAME = re.compile(r"^(Gtk|Adw|Gdk|Lab)[A-Z]\w+$")


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def _stop(proc, seconds=5):
    if proc and proc.poll() is None:
        proc.terminate()
        try:
            proc.wait(seconds)
        except subprocess.TimeoutExpired:
            proc.kill()
            proc.wait()


class Session:
    """Private display + bus + window manager; context manager."""

    def __init__(
        self,
        size=(1280, 800),
        scale=1,
        renderer="cairo",
        wm=("openbox", "--sm-disable"),
        locale="C.UTF-8",
        language="",
        text_scale=1.0,
        gtk_settings=None,
        services=(),
        env=None,
    ):
        self.size, self.scale, self.wm_argv, self.text_scale = size, scale, wm, text_scale
        self.dir = Path(tempfile.mkdtemp(prefix="uidrive-"))
        self.procs, self.apps = [], []
        config = self.dir / "config"
        for sub in (
            "config/gtk-4.0",
            "services",
            "home",
            "cache",
            "data",
            "state",
            "run",
        ):
            (self.dir / sub).mkdir(parents=True)
        (self.dir / "run").chmod(0o700)
        settings = {
            "gtk-enable-animations": 0,
            "gtk-cursor-blink": 0,
            "gtk-font-name": "DejaVu Sans 10",
            "gtk-xft-antialias": 1,
            "gtk-xft-hinting": 0,
            **(gtk_settings or {}),
        }
        (config / "gtk-4.0/settings.ini").write_text(
            "[Settings]\n" + "".join(f"{k}={v}\n" for k, v in settings.items())
        )
        for name in ("org.a11y.Bus.service", *services):
            shutil.copy(SERVICE_DIR / name, self.dir / "services" / name)
        (self.dir / "bus.conf").write_text(BUS_CONFIG.format(dir=self.dir))

        drop = (
            "WAYLAND_DISPLAY",
            "GTK_THEME",
            "GTK_DEBUG",
            "AT_SPI_BUS_ADDRESS",
            "SESSION_MANAGER",
            "DESKTOP_STARTUP_ID",
            "LC_ALL",
            "LC_MESSAGES",
            "LC_NUMERIC",
            "GTK_MODULES",
            "GTK_PATH",
        )
        self.env = {k: v for k, v in os.environ.items() if k not in drop}
        self.env.update(
            HOME=str(self.dir / "home"),
            XDG_RUNTIME_DIR=str(self.dir / "run"),
            XDG_CONFIG_HOME=str(config),
            XDG_CACHE_HOME=str(self.dir / "cache"),
            XDG_DATA_HOME=str(self.dir / "data"),
            XDG_STATE_HOME=str(self.dir / "state"),
            XDG_CURRENT_DESKTOP="test",
            LANG=locale,
            LANGUAGE=language,
            GDK_BACKEND="x11",
            GSK_RENDERER=renderer,
            GDK_SCALE=str(scale),
            GTK_A11Y="atspi",
            NO_AT_BRIDGE="0",
            GTK_USE_PORTAL="0",
            ADW_DISABLE_PORTAL="1",
            GSETTINGS_BACKEND="keyfile",
            GIO_USE_VFS="local",
            GTK_IM_MODULE="gtk-im-context-simple",
            LIBGL_ALWAYS_SOFTWARE="1",
        )
        if (
            renderer == "cairo"
        ):  # else GTK loads Mesa all the same: 60 MB and valgrind noise
            self.env["GDK_DEBUG"] = "gl-disable"
        self.env.update(env or {})

    def spawn(self, argv, log, **kw):
        out = open(self.dir / log, "ab")
        proc = subprocess.Popen(
            argv,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=kw.pop("stdout", out),
            stderr=out,
            preexec_fn=_die_with_parent,
            **kw,
        )
        out.close()
        self.procs.append(proc)
        return proc

    def _start_display(self):
        w, h = (n * self.scale for n in self.size)
        for number in range(100 + os.getpid() % 400, 900):
            if os.path.exists(f"/tmp/.X{number}-lock") or os.path.exists(
                f"/tmp/.X11-unix/X{number}"
            ):
                continue
            r, wr = os.pipe()
            proc = self.spawn(
                [
                    "Xvfb",
                    f":{number}",
                    "-screen",
                    "0",
                    f"{w}x{h}x24",
                    "-dpi",
                    "96",
                    "-nolisten",
                    "tcp",
                    "-noreset",
                    "-displayfd",
                    str(wr),
                ],
                "xvfb.log",
                pass_fds=(wr,),
            )
            os.close(wr)
            with os.fdopen(r) as ready:  # end of file when Xvfb could not start
                if ready.readline().strip() == str(number):
                    self.env["DISPLAY"] = f":{number}"
                    return
            proc.wait()
        raise UiError("no free X display")

    def __enter__(self):
        try:
            self._start_display()
            if self.text_scale != 1:  # on X11 GTK takes this from the X resources alone
                subprocess.run(
                    ["xrdb", "-merge"],
                    input=f"Xft.dpi: {round(96 * self.text_scale)}\n".encode(),
                    env=self.env,
                    check=True,
                )
            bus = self.spawn(
                [
                    "dbus-daemon",
                    f"--config-file={self.dir / 'bus.conf'}",
                    "--nofork",
                    "--nopidfile",
                    "--print-address=1",
                ],
                "bus.log",
                stdout=subprocess.PIPE,
            )
            self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
            if self.wm_argv:
                self.spawn(list(self.wm_argv), "wm.log")
                self._poll(
                    lambda: b"window id"
                    in self.out("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"),
                    10,
                    "the window manager",
                )
            # libatspi reads these when it first connects.  Its cache must be off: GTK 4.8
            # swaps two arguments of "window added", and the cache then shows the program
            # as its own child; cached names and states also go stale.
            for key in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
                os.environ[key] = self.env.get(key, "")
            os.environ["ATSPI_NO_CACHE"] = "1"
            Atspi.init()
            self.focus_moves = 0
            self.listener = Atspi.EventListener.new(self._on_focus)
            self.listener.register("object:state-changed:focused")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exc):
        for app in self.apps:
            app.kill()
        for proc in reversed(self.procs):  # window manager, bus, display
            _stop(proc)
            if proc.stdout:
                proc.stdout.close()
        shutil.rmtree(self.dir, ignore_errors=True)

    def _on_focus(self, event):
        self.focus_moves += event.detail1  # 1 in, 0 out

    def out(self, *argv):
        return subprocess.run(
            argv, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ).stdout

    def _poll(self, test, seconds, what):
        end = time.monotonic() + seconds
        while True:
            value = test()
            if value:
                return value
            if time.monotonic() > end:
                raise UiError(f"waited {seconds} s for {what}")
            time.sleep(0.02)

    def wait_until(self, test, what="a condition", seconds=5):
        """Poll test(); objects that vanish while being read count as 'not yet'."""
        context = GLib.MainContext.default()

        def safe():
            while context.pending():
                context.iteration(False)
            try:
                return test()
            except GLib.Error:
                return None

        try:
            return self._poll(safe, seconds, what)
        except UiError as e:
            if seconds < 2 or not os.environ.get("UIDRIVE_ARTIFACTS"):
                raise
            picture = (
                Path(os.environ["UIDRIVE_ARTIFACTS"])
                / f"{time.strftime('%H%M%S')}-{os.getpid()}.png"
            )
            picture.parent.mkdir(parents=True, exist_ok=True)
            raise UiError(f"{e}; see {self.screenshot(picture)}") from None

    def xdo(self, *args):
        subprocess.run(
            ["xdotool", *map(str, args)],
            env=self.env,
            check=True,
            timeout=20,
            stdout=subprocess.DEVNULL,
        )

    def geometry(self, xid):
        """x, y, width, height on the screen; xdotool counts a decoration's offset twice."""
        info = self.out("xwininfo", "-id", xid).decode()
        found = re.findall(r"(?:upper-left [XY]|Width|Height): +(-?\d+)", info)
        numbers = [int(n) for n in found]
        return (*numbers[:2], *numbers[-2:]) if len(numbers) == 6 else (0, 0, 0, 0)

    def keys(self, *names):
        """Press keys, as named by xdotool: Tab, Right, ctrl+a, alt+F4 ..."""
        self.xdo("key", "--delay", 15, *names)

    def type(self, text):
        """ASCII only: for other letters xdotool remaps the keyboard and loses some
        of them; use Node.set_text."""
        if not text.isascii():
            raise ValueError("type() is for ASCII; use Node.set_text()")
        self.xdo("type", "--delay", 15, "--", text)

    def screenshot(self, path, node=None):
        crop = []
        if node:
            x, y, w, h = (round(n * self.scale) for n in node.screen_box)
            crop = ["-crop", f"{w}x{h}+{x}+{y}", "+repage"]
        subprocess.run(
            ["import", "-silent", "-window", "root", *crop, str(path)],
            env=self.env,
            check=True,
        )
        return path

    def launch(self, argv, env=None, seconds=20):
        app = App(self, argv, env or {})
        self.apps.append(app)
        try:
            app.wait_ready(seconds)
        except BaseException:
            app.kill()
            raise

        return app


class App:
    def __init__(self, session, argv, env):
        self.session = session
        self.log_path = session.dir / f"app{len(session.apps)}.log"
        with open(self.log_path, "wb") as log:
            self.proc = subprocess.Popen(
                [str(a) for a in argv],
                env={**session.env, **env},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        self.accessible = None

    def __enter__(self):
        return self

    def __exit__(self, kind, *exc):
        if kind is None:
            self.quit()
        else:
            self.kill()

    # -- finding ----------------------------------------------------------
    def _mine(self, pid):
        try:
            return os.getpgid(pid) == self.proc.pid
        except OSError:
            return False

    def wait_ready(self, seconds):
        def ready():
            if self.proc.poll() is not None:
                raise UiError(
                    f"ended with {self.proc.returncode} before any window:\n{self.log}"
                )
            desktop = Atspi.get_desktop(0)
            for i in range(desktop.get_child_count()):
                acc = desktop.get_child_at_index(i)
                if acc and self._mine(acc.get_process_id()):
                    self.accessible = acc
                    return any(
                        w.box[2] > 0
                        and (not self.session.wm_argv or "active" in w.states)
                        for w in self.windows
                    )
            return False

        self.session.wait_until(ready, f"a window of {self.proc.args[0]}", seconds)

    @property
    def windows(self):
        return Node(self, self.accessible).children

    def walk(self):
        for window in self.windows:
            yield from window.walk()

    def find_all(self, role=None, name=None, within=None, showing=True):
        """role as in AT-SPI ('push button', 'slider', ...); name exact, or a pattern."""
        found = []
        for node in within.walk() if within else self.walk():
            try:
                if role and node.role != role:
                    continue
                if name is not None:
                    ok = (
                        name.search(node.name)
                        if isinstance(name, re.Pattern)
                        else node.name == name
                    )
                    if not ok:
                        continue
                if not showing or node.showing:
                    found.append(node)
            except GLib.Error:
                continue  # went away while we looked
        return found

    def find(self, role=None, name=None, within=None, showing=True, seconds=5):
        try:
            return self.session.wait_until(
                lambda: self.find_all(role, name, within, showing),
                f"{role} {name!r}",
                seconds,
            )[0]
        except UiError as e:
            raise UiError(f"{e}; on screen now:\n{self.dump()}") from None

    def wait_text(self, text, seconds=5):
        return self.find("label", text, seconds=seconds)

    def dump(self):
        return "\n".join(
            f"  {n.role} {n.name!r}" for n in self.walk() if n.name and n.showing
        )

    # -- checking ---------------------------------------------------------
    @property
    def log(self):
        return self.log_path.read_text(errors="replace")

    def assert_clean_log(self, allow=()):
        bad = [
            line
            for line in self.log.splitlines()
            if BAD_LOG.search(line) and not any(re.search(a, line) for a in allow)
        ]
        if bad:
            raise UiError("the program complained:\n" + "\n".join(bad))

    def unnamed(self):
        """Focusable objects on screen that a screen reader cannot name.  Leaves out list
        items (read through their labels) and the inner button of a drop-down (the combo
        box has the name)."""
        return [
            n
            for n in self.walk()
            if "focusable" in n.states
            and n.showing
            and (not n.raw_name.strip() or TYPE_NAME.match(n.raw_name))
            and n.role != "list item"
            and n.acc.get_parent().get_role_name() != "combo box"
            and n.raw_name != "GtkListItemWidget"
        ]

    # -- ending -----------------------------------------------------------
    def quit(self, seconds=10):
        """Close every window as the close button does and expect exit status 0.
        A normal exit is what makes coverage data and leak reports appear."""
        if self.proc.poll() is None:
            for window in reversed(self.windows):
                try:
                    window.act("window.close")
                except (UiError, GLib.Error):
                    pass  # dialogs and popups go with their parent
            try:
                self.proc.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise UiError(f"did not close within {seconds} s") from None
        if self.proc.returncode != 0:
            raise UiError(f"exit status {self.proc.returncode}:\n{self.log}")

    def kill(self):
        _stop(self.proc)


def main(argv=None):
    import argparse

    ap = argparse.ArgumentParser(description="Run a GTK 4 program on a private display.")
    ap.add_argument(
        "verb",
        choices=["run", "shot", "tree"],
        help="run: any command, its exit status is passed on; "
        "shot: start a program, save a picture, close it; tree: print what AT-SPI sees",
    )
    ap.add_argument("-o", "--output", default="shot.png", help="picture file for shot")
    ap.add_argument(
        "--window",
        action="store_true",
        help="shot: the program's window, not the whole screen",
    )
    ap.add_argument("--size", default="1280x800", help="screen size in logical pixels")
    ap.add_argument("--scale", type=int, default=1, help="HiDPI scale")
    ap.add_argument("--locale", default="C.UTF-8")
    ap.add_argument(
        "--language", default="", help="e.g. ar; needs a --locale other than C"
    )
    ap.add_argument("--renderer", default="cairo", choices=["cairo", "gl"])
    ap.add_argument("--text-scale", type=float, default=1.0, help="1.5 is large text")
    ap.add_argument("--env", action="append", default=[], metavar="K=V")
    ap.add_argument("--font", default="DejaVu Sans 10", help="of the desktop")
    ap.add_argument("--no-wm", action="store_true")
    ap.add_argument(
        "--settle", type=float, default=0.5, help="seconds to wait before the picture"
    )
    argv = sys.argv[1:] if argv is None else argv
    cut = argv.index("--") if "--" in argv else len(argv)
    command = argv[cut + 1 :]
    a = ap.parse_args(argv[:cut])
    if not command:
        ap.error("say: verb [options] -- program arguments")
    options = dict(
        size=tuple(map(int, a.size.split("x"))),
        scale=a.scale,
        locale=a.locale,
        language=a.language,
        renderer=a.renderer,
        text_scale=a.text_scale,
        gtk_settings={"gtk-font-name": a.font},
        env=dict(e.split("=", 1) for e in a.env),
    )
    if a.no_wm:
        options["wm"] = None
    signal.signal(signal.SIGTERM, lambda *_: exit(143))  # so that __exit__ runs
    with Session(**options) as session:
        if a.verb == "run":
            try:
                return subprocess.run(command, env=session.env).returncode
            except FileNotFoundError as e:
                print(e, file=sys.stderr)
                return 127
        with session.launch(command) as app:
            time.sleep(a.settle)
            if a.verb == "tree":

                def show(node, depth):
                    extra = f" = {node.value:g}" if node._has("Value") else ""
                    print(
                        "  " * depth
                        + f"{node.role} {node.name!r}{extra}"
                        + (f" ({node.description})" if node.description else "")
                        + ("" if node.showing or depth == 0 else " [not shown]")
                    )
                    for child in node.children:
                        show(child, depth + 1)

                for window in app.windows:
                    show(window, 0)
            else:
                session.screenshot(a.output, app.windows[0] if a.window else None)
            log = app.log
        print(log, end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
