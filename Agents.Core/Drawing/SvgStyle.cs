namespace Agents.Core.Drawing;

/// <summary>The style that standalone drawings bring. Pages may set the variables; each has a fallback for light and one for dark.</summary>
internal static class SvgStyle
{
    public const string Sheet = """
        .graph{--ink:var(--graph-ink,#1f2733);--soft:var(--graph-soft,#5b6676);--line:var(--graph-line,#8a94a3);--fill:var(--graph-fill,#fff);--area:var(--graph-area,#f4f6f9);--good:var(--graph-good,#1b7f4b);--bad:var(--graph-bad,#b3261e);--busy:var(--graph-busy,#1b62c9);--wait:var(--graph-wait,#8a5a00);color:var(--ink)}
        @media (prefers-color-scheme:dark){.graph{--ink:var(--graph-ink,#e7ebf1);--soft:var(--graph-soft,#a5afbd);--line:var(--graph-line,#6f7a8a);--fill:var(--graph-fill,#1c222b);--area:var(--graph-area,#151a21);--good:var(--graph-good,#5fce97);--bad:var(--graph-bad,#ff8a80);--busy:var(--graph-busy,#83b4ff);--wait:var(--graph-wait,#e8b45a)}}
        .graph-shape{fill:var(--fill);stroke:var(--line)}.graph-container>.graph-shape{fill:var(--area)}.type-start>.graph-shape{fill:var(--line)}
        .graph-name{fill:var(--ink);font-weight:600}.graph-detail,.graph-label{fill:var(--soft)}.graph-icon{stroke:var(--soft)}
        .graph-line{stroke:var(--line);stroke-width:1.5}.graph-arrow{fill:var(--line)}.kind-failure>.graph-line,.kind-default>.graph-line{stroke-dasharray:5 4}
        .is-not-taken{opacity:.45}.is-taken>.graph-line{stroke:var(--ink);stroke-width:2}
        .status-succeeded>.graph-shape,.status-completed>.graph-shape{stroke:var(--good);stroke-width:2}.status-failed>.graph-shape,.status-timed_out>.graph-shape{stroke:var(--bad);stroke-width:2}
        .status-running>.graph-shape{stroke:var(--busy);stroke-width:2.5}.status-waiting_approval>.graph-shape,.status-waiting_signal>.graph-shape,.status-waiting_timer>.graph-shape{stroke:var(--wait);stroke-width:2;stroke-dasharray:6 3}
        .status-cancelled>.graph-shape,.status-skipped>.graph-shape{stroke-dasharray:2 3}
        """;
}
