/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "margin/status.h"

static const char *const texts[] = {
  [MARGIN_OK] = "The position can be answered.",
  [MARGIN_BAD_SIZE] = "size must be a number from 1e-18 to 1e18.",
  [MARGIN_BAD_MULTIPLIER] = "multiplier must be a number from 1e-18 to 1e18.",
  [MARGIN_BAD_ENTRY] = "entry must be a price from 1e-18 to 1e18.",
  [MARGIN_BAD_MARK] = "mark must be a price from 1e-18 to 1e18, one for each market.",
  [MARGIN_BAD_ENDED_AT] = "ended_at must be 0, or a price from 1e-18 to 1e18.",
  [MARGIN_BAD_LEVERAGE] = "leverage must be a number from 1e-18 to 1e18.",
  [MARGIN_BAD_MARGIN] = "margin must be a number from -1e18 to 1e18.",
  [MARGIN_BAD_OPEN_INTEREST] = "open_interest must be a number from -1e18 to 1e18.",
  [MARGIN_BAD_FUNDING_RATE] = "funding_rate must be a fraction from -1 to 1.",
  [MARGIN_BAD_CALL_RATIO] = "call_ratio must be above 0 and at most 1.",
  [MARGIN_BAD_FEE] = "fees must be fractions from 0 to 0.5, the maker fee from -0.5.",
  [MARGIN_BAD_INITIAL] = "initial_rate must be from 0 to 1, initial_slope 0 or more, and "
                         "oi_lower below oi_upper.",
  [MARGIN_BAD_TIERS] =
      "tiers must be 1 to 64, the first floor 0, floors rising, rates "
      "from 0 to 1, deductions and slopes only where the shape has them.",
  [MARGIN_BAD_RULES] = "maintenance_floor, tick and quantum must be from 0 to 1e18, "
                       "funding_hours above 0, max_leverage 0 or at least 1, and a "
                       "marginal table by value.",
  [MARGIN_BAD_ENDING] = "end_fraction and backstop_ratio must be from 0 to 1, end_above "
                        "0 or more, and a fraction at a time needs one above 0.",
  [MARGIN_BAD_VALUE] = "The position must be worth at least half a quantum at its entry.",
  [MARGIN_BAD_COUNT] = "At least one is needed, and no more than the header says.",
  [MARGIN_BAD_CONTRACT] = "Positions of a cross account must be of one contract.",
  [MARGIN_BAD_WALLET] = "wallet must be a number from -1e18 to 1e18.",
  [MARGIN_BAD_BAR] = "A bar must hold its open and close between low and high, and times "
                     "must rise.",
  [MARGIN_BAD_ACTION] = "An action must name a bar of the path and an amount that is "
                        "there.",
  [MARGIN_BAD_TARGET] =
      "The target must be a price where the position loses, within its room, and "
      "what goes with it (loss, days, slippage) in its range.",
};

const char *
margin_status_text (MarginStatus status)
{
  return texts[status];
}
