#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Sandbox used as a person would, by keyboard and by pointer.

test_sandbox.py PATH/TO/leverage-lab PATH/TO/leverage-lab-cli
"""

import json
import re
import subprocess
import sys
import unittest

from uidrive import Session
from uinode import UiError

PROGRAM = CLI = None

# The seed example, everywhere the same: 10,000 at 20x from 50,000 under 0.5 %.
SEED = {
    "format": "leverage-lab-scenario",
    "version": 1,
    "rules": "classroom",
    "positions": [
        {
            "symbol": "BTCUSDT",
            "side": "long",
            "size": 4,
            "entry": 50000,
            "leverage": 20,
            "margin": 10000,
        }
    ],
}


class SandboxTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = Session(
            gtk_settings={"gtk-font-name": "Inter 11"},
            env={"LEVERAGE_LAB_NON_UNIQUE": "1"},
        )
        cls.session.__enter__()
        cls.addClassCleanup(cls.session.__exit__)
        cls.seed = cls.session.dir / "seed.lab.json"
        cls.seed.write_text(json.dumps(SEED))

    def setUp(self):
        self.app = self.launch(self.seed)

    def launch(self, *files):
        # A first start begins the guided tour; these journeys are about the page itself.
        settings = self.session.dir / "config" / "glib-2.0" / "settings"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "keyfile").write_text(
            "[io/github/leveragelab/LeverageLab]\ntutorial-seen=true\n"
        )
        app = self.session.launch([PROGRAM, *files])
        self.addCleanup(self.close, app)
        return app

    def close(self, app):
        if app.proc.poll() is None:
            app.quit()
        app.assert_clean_log()

    # -- what stands on the page ------------------------------------------
    def slider(self, name, where=None):
        return self.app.find("slider", name, within=where)

    def headline(self):
        pattern = re.compile(r"\d")
        labels = [n for n in self.app.find_all("label", pattern) if n.box[1] < 140]
        return " ".join(n.name for n in labels)

    def wait_headline(self, *words):
        try:
            self.session.wait_until(
                lambda: all(w in self.headline() for w in words), f"{words}"
            )
        except UiError as e:
            raise UiError(f"{e}; the headline is: {self.headline()}") from None

    def chart(self, name):
        return self.app.find("image", name)

    def wait_described(self, chart, *words):
        self.session.wait_until(
            lambda: all(w in self.chart(chart).description for w in words),
            f"{chart} to say {words}",
        )

    # -- claims -----------------------------------------------------------
    def test_opened_file_is_what_stands_there(self):
        self.assertEqual(self.slider("Leverage").value, 20)
        self.assertEqual(self.slider("Deposit").value, 10000)
        self.wait_described("Result in your money", "47,738.69", "4.52 percent")
        self.wait_described("Where it ends", "47,738.69", "47,979.80", "47,500")

    def test_leverage_follows_the_keyboard(self):
        leverage = self.slider("Leverage").focus()
        self.session.keys("Left")
        self.session.wait_until(lambda: leverage.value == 10, "the stop before 20")
        self.session.keys("Home")
        self.session.wait_until(lambda: leverage.value == 1, "1x")
        self.wait_described("Result in your money", "cannot be")
        for expected in (2, 3, 5, 10, 20, 50):
            self.session.keys("Right")
            self.session.wait_until(lambda: leverage.value == expected, f"{expected}x")
        self.assertIn("50 times", leverage.description)
        self.wait_described("Result in your money", "49,246.23")

    def test_leverage_follows_the_pointer(self):
        leverage = self.slider("Leverage")
        leverage.click(0.85)
        self.session.wait_until(lambda: leverage.value > 40, "more leverage")
        self.assertNotIn("47,738.69", self.chart("Result in your money").description)

    def test_price_move_is_finer_near_zero(self):
        move = self.slider("Price move")
        move.click(0.45)
        self.session.wait_until(lambda: move.value < 0, "a fall")
        self.assertGreater(move.value, -0.02)
        move.click(0.98)
        self.session.wait_until(lambda: move.value > 0.5, "a large rise")

    def test_price_dragged_to_the_line_ends_it_for_good(self):
        move = self.slider("Price move").focus()
        self.session.keys("Home")  # to the line
        self.wait_headline("It ended at 47,738.69", "deposit is gone")
        self.wait_described("Result in your money", "47,738.69")
        self.session.keys("End")
        self.session.wait_until(lambda: move.value > 0, "the price to come back")
        self.wait_headline("It ended at 47,738.69")
        for name in ("Deposit", "Leverage"):
            self.session.wait_until(
                lambda: "sensitive" not in self.slider(name).states, f"{name} to rest"
            )
        self.app.find("push button", "Reset").press()
        self.wait_headline("10,000", "20×")
        self.assertIn("sensitive", self.slider("Leverage").states)
        self.assertEqual(self.slider("Price move").value, 0)

    def test_everything_ends_in_sentences_too(self):
        self.slider("Price move").focus()
        self.session.keys("Home")
        self.wait_headline("It ended at 47,738.69")
        said = " ".join(n.name for n in self.app.find_all("label"))
        self.assertIn("47,738.69", said)

    def test_ring_follows_pointer_and_keys(self):
        chart = self.chart("Result in your money")
        ring = self.app.find("slider", "Price now", within=chart)
        x, y, w, h = ring.screen_box
        xdo = self.session.xdo
        ring.activate_window()
        xdo("mousemove", round(x + w / 2), round(y + h / 2), "mousedown", 1)
        for step in range(1, 9):
            xdo("mousemove", round(x + w / 2 - 6 * step), round(y + h / 2))
        xdo("mouseup", 1)
        move = self.slider("Price move")
        self.session.wait_until(lambda: -0.02 < move.value < 0, "the price to follow")
        before = move.value
        ring.focus()
        self.session.keys("Right")
        self.session.wait_until(lambda: move.value > before, "the price to rise")

    def test_ladder_moves_the_entry(self):
        ladder = self.chart("Where it ends")
        entry = self.app.find("slider", "Entry", within=ladder).focus()
        before = entry.value
        self.session.keys("Prior")
        self.session.wait_until(lambda: entry.value > before, "the entry to rise")
        self.session.wait_until(
            lambda: "47,738.69" not in self.chart("Where it ends").description,
            "the line to move along",
        )

    def test_exact_entry_takes_what_people_type(self):
        self.type_into("Leverage", "10x")
        self.session.wait_until(lambda: self.slider("Leverage").value == 10, "10x")
        self.wait_described("Result in your money", "45,226.13")
        self.type_into("Price move", "-3 %")
        self.session.wait_until(
            lambda: abs(self.slider("Price move").value + 0.03) < 1e-9, "-3 %"
        )

    def test_refused_number_is_explained_and_nothing_changes(self):
        self.type_into("Leverage", "9000")
        self.app.find("label", re.compile("from 1× to 125×"))
        self.assertEqual(self.slider("Leverage").value, 20)
        self.type_into("Deposit", "plenty")
        self.assertEqual(self.slider("Deposit").value, 10000)

    def type_into(self, name, text):
        self.app.find("text", name).focus()
        self.session.keys("ctrl+a")
        self.session.type(text)
        self.session.keys("Return")

    def test_short_ends_upward(self):
        self.app.find("radio button", "Short").click()
        self.wait_described("Result in your money", "52,238.81", "above")
        self.wait_described("Where it ends", "liquidation 52,238.81")

    def test_rules_are_found_by_typing(self):
        self.app.find("push button", "About these rules").focus()  # scrolls there
        self.app.find("combo box", "Rules").click()
        self.app.find("entry", "Search")
        self.assertEqual(self.app.unnamed(), [])
        self.session.type("binance c")
        self.session.wait_until(
            lambda: len(self.app.find_all("list item")) == 1, "one set to be left"
        )
        self.session.keys("Return")
        # 10,000 at 50,000 are 0.2 of a coin, and so are they on the way back.
        self.session.wait_until(lambda: self.slider("Deposit").value == 0.2, "0.2 BTC")
        self.app.find("label", "BTC")
        self.app.find("label", re.compile("Confidence A: they agree"))
        self.wait_described("Result in your money", "BTC here")
        self.app.find("push button", "About these rules").press()
        self.session.wait_until(lambda: len(self.app.windows) == 2, "what is known")
        self.session.wait_until(
            lambda: any("Inverse: worth" in n.name for n in self.app.windows[1].walk()),
            "the kind of contract",
        )
        self.session.keys("Escape")
        self.session.wait_until(lambda: len(self.app.windows) == 1, "it to go")

    def test_tables_hold_the_same_numbers(self):
        self.slider("Leverage").focus()
        self.session.keys("t")
        self.session.wait_until(lambda: len(self.app.windows) == 2, "the tables")
        self.session.wait_until(
            lambda: any("47,738.69" in n.name for n in self.app.windows[1].walk()),
            "the liquidation price in a table",
        )
        self.session.keys("Escape")
        self.session.wait_until(lambda: len(self.app.windows) == 1, "the tables to go")

    def test_saved_set_up_is_read_by_the_terminal_twin(self):
        target = self.session.dir / "home" / "mine.lab.json"
        self.app.find("push button", "Save set-up").press()
        self.session.wait_until(lambda: len(self.app.windows) == 2, "the file dialog")
        self.session.keys("ctrl+a")
        self.session.type(str(target))
        self.session.keys("Return")
        self.session.wait_until(target.exists, "the file")
        answer = subprocess.run(
            [CLI, "evaluate", target], stdout=subprocess.PIPE, check=True
        ).stdout
        position = json.loads(answer)["positions"][0]
        self.assertAlmostEqual(position["liquidation"]["price"], 47738.69346733668)

    def test_everything_that_takes_the_focus_has_a_name(self):
        self.assertEqual(self.app.unnamed(), [])

    def test_broken_file_is_one_sentence_and_changes_nothing(self):
        broken = self.session.dir / "broken.lab.json"
        broken.write_text('{"format": "leverage-lab-scenario", "version": 1, "tea": 2}')
        app = self.app = self.launch(broken)
        app.find("label", re.compile("tea"))
        self.assertEqual(self.slider("Leverage").value, 5)

    def test_window_comes_back_as_it_was_left(self):
        window = self.app.windows[0]
        self.session.xdo("windowsize", "--sync", window.x_window, 900, 640)
        self.session.wait_until(lambda: abs(window.box[2] - 900) < 60, "the new width")
        width = window.box[2]
        self.app.quit()
        again = self.app = self.session.launch([PROGRAM, self.seed])
        self.addCleanup(self.close, again)
        self.session.wait_until(
            lambda: abs(again.windows[0].box[2] - width) < 4, "the width it had"
        )


if __name__ == "__main__":
    CLI = sys.argv.pop()
    PROGRAM = sys.argv.pop()
    unittest.main(verbosity=2)
