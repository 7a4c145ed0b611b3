/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/views.h"

#include "charts/gauge.h"
#include "charts/ladder.h"
#include "charts/payoff.h"
#include "scenario/words.h"

#include <glib/gi18n-lib.h>

/* Each chart of the sandbox is one layout and one sentence. */

struct _LabPayoffView {
  LabChart parent_instance;
};

struct _LabLadderView {
  LabChart parent_instance;
};

struct _LabGaugeView {
  LabChart parent_instance;
};

G_DEFINE_FINAL_TYPE (LabPayoffView, lab_payoff_view, LAB_TYPE_CHART)
G_DEFINE_FINAL_TYPE (LabLadderView, lab_ladder_view, LAB_TYPE_CHART)
G_DEFINE_FINAL_TYPE (LabGaugeView, lab_gauge_view, LAB_TYPE_CHART)

static void
lay_out_payoff (LabChart *self, const MarginOutcome *outcome, const ChartFrame *frame,
                ChartLayout *layout)
{
  chart_payoff_layout (outcome, frame, layout);
}

static char *
say_payoff (LabChart *self, const MarginOutcome *outcome, const char *asset)
{
  return lab_say_payoff (outcome, asset);
}

static void
lab_payoff_view_class_init (LabPayoffViewClass *klass)
{
  LabChartClass *chart_class = LAB_CHART_CLASS (klass);

  chart_class->title = N_ ("Result in your money");
  chart_class->least_height = 200;
  chart_class->height = 290;
  chart_class->growth = 0.5;
  chart_class->lay_out = lay_out_payoff;
  chart_class->say = say_payoff;
}

static void
lab_payoff_view_init (LabPayoffView *self)
{
}

static void
lay_out_ladder (LabChart *self, const MarginOutcome *outcome, const ChartFrame *frame,
                ChartLayout *layout)
{
  chart_ladder_layout (outcome, frame, layout);
}

static char *
say_ladder (LabChart *self, const MarginOutcome *outcome, const char *asset)
{
  return lab_say_ladder (outcome, asset);
}

static void
lab_ladder_view_class_init (LabLadderViewClass *klass)
{
  LabChartClass *chart_class = LAB_CHART_CLASS (klass);

  chart_class->title = N_ ("Where it ends");
  chart_class->least_height = 240;
  chart_class->height = 560;
  chart_class->growth = 0.5;
  chart_class->lay_out = lay_out_ladder;
  chart_class->say = say_ladder;
}

static void
lab_ladder_view_init (LabLadderView *self)
{
}

static void
lay_out_gauge (LabChart *self, const MarginOutcome *outcome, const ChartFrame *frame,
               ChartLayout *layout)
{
  chart_gauge_layout (outcome, frame, layout);
}

static char *
say_gauge (LabChart *self, const MarginOutcome *outcome, const char *asset)
{
  return lab_say_gauge (outcome, asset);
}

static void
lab_gauge_view_class_init (LabGaugeViewClass *klass)
{
  LabChartClass *chart_class = LAB_CHART_CLASS (klass);

  chart_class->title = N_ ("Your money against the rule");
  chart_class->least_height = 64;
  chart_class->height = 64;
  chart_class->growth = 1;
  chart_class->lay_out = lay_out_gauge;
  chart_class->say = say_gauge;
}

static void
lab_gauge_view_init (LabGaugeView *self)
{
}
