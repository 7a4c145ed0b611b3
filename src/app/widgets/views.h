/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_WIDGETS_VIEWS_H
#define APP_WIDGETS_VIEWS_H

#include "app/widgets/chart.h"

G_BEGIN_DECLS

/** Result in the learner's money against price. */
#define LAB_TYPE_PAYOFF_VIEW (lab_payoff_view_get_type ())
G_DECLARE_FINAL_TYPE (LabPayoffView, lab_payoff_view, LAB, PAYOFF_VIEW, LabChart)

/** Where it ends, as a column of prices. */
#define LAB_TYPE_LADDER_VIEW (lab_ladder_view_get_type ())
G_DECLARE_FINAL_TYPE (LabLadderView, lab_ladder_view, LAB, LADDER_VIEW, LabChart)

/** The learner's money against the rule. */
#define LAB_TYPE_GAUGE_VIEW (lab_gauge_view_get_type ())
G_DECLARE_FINAL_TYPE (LabGaugeView, lab_gauge_view, LAB, GAUGE_VIEW, LabChart)

G_END_DECLS

#endif
