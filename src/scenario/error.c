/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/error.h"

G_DEFINE_QUARK (lab - scenario - error - quark, lab_scenario_error)
