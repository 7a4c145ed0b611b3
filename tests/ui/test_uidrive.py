#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver tells the truth about a program: test_uidrive.py PATH/TO/ui-sample"""

import sys
import unittest

from uidrive import Session
from uinode import UiError

PROGRAM = None


class DriverTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = Session()
        cls.session.__enter__()
        cls.addClassCleanup(cls.session.__exit__)

    def setUp(self):
        self.app = self.session.launch([PROGRAM])
        self.addCleanup(self.app.kill)

    def test_slider_follows_the_keyboard(self):
        slider = self.app.find("slider", "Sample slider")
        self.assertEqual(slider.set_by_keys(37), 37)
        self.app.wait_text("Value: 37")

    def test_slider_follows_the_pointer(self):
        slider = self.app.find("slider", "Sample slider")
        slider.click(0.9, 0.75)
        self.session.wait_until(lambda: slider.value > 80, "the knob to follow")

    def test_entry_takes_any_script(self):
        self.app.find("text", "Sample entry").set_text("Zoé عمر 小明")
        self.app.wait_text("Hello Zoé عمر 小明")

    def test_picture_is_of_the_window_alone(self):
        picture = self.session.dir / "window.png"
        self.session.screenshot(picture, self.app.windows[0])
        size = self.session.out("identify", "-format", "%w %h", str(picture)).split()
        self.assertEqual([int(n) for n in size], list(self.app.windows[0].box[2:]))

    def test_nameless_button_is_found(self):
        self.assertEqual([n.role for n in self.app.unnamed()], ["push button"])

    def test_absent_widget_is_refused_with_what_is_there(self):
        with self.assertRaisesRegex(UiError, "Sample slider"):
            self.app.find("slider", "Another slider", seconds=0.2)

    def test_complaint_in_the_log_is_caught(self):
        self.app.find("push button", "Complain").press()
        self.session.wait_until(lambda: "deliberate" in self.app.log, "the complaint")
        with self.assertRaises(UiError):
            self.app.assert_clean_log()

    def test_program_closes_by_itself(self):
        self.app.quit()
        self.app.assert_clean_log()


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
