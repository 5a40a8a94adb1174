using Agents.Core.Workflows;

namespace Agents.Core.Formats.StateMachine;

/// <summary>Reads a <c>human_approval</c>.</summary>
internal static class ApprovalStateReader
{
    private static readonly string[] Rejections = ["fail", "cancel"];
    private static readonly string[] Timeouts = ["timed_out", "approve", "reject"];

    public static State Read(StateReader state)
    {
        var keys = state.LookInInput().Keys;
        var escalation = keys.Mapping("escalateAfter", $"'escalateAfter' of {keys.What}");
        var approval = new ApprovalState(state.Name)
        {
            Message = state.Template("message", "prompt"),
            Title = state.Template("title", "approval_title", "approvalTitle"),
            SummaryPath = state.ReadPath("summaryPath", "summary_path"),
            Approvers = keys.Texts("approvers"),
            Quorum = (int)(keys.Integer("quorum", 1, 1_000) ?? 1),
            Editable = keys.Boolean("editable") ?? false,
            OnReject = Outcome(state, Rejections, "onReject", "on_reject") ?? "fail",
            OnTimeout = Outcome(state, Timeouts, "onTimeout", "on_timeout") ?? "timed_out",
            RemindAfter = keys.Duration("remindAfter", "remind_after"),
            EscalateAfter = escalation?.Duration("after"),
            EscalateTo = escalation?.Texts("to") ?? [],
        };
        escalation?.Finish();
        return approval;
    }

    // Anything but the fixed words is a state to go to.
    private static string? Outcome(StateReader state, string[] words, params ReadOnlySpan<string> spellings)
    {
        var node = state.Keys.Find(spellings);
        var outcome = state.Keys.TextOf(node, spellings[0]);
        if (outcome is not null && !words.Contains(outcome))
        {
            state.AddTarget(node!, outcome, TargetKind.Conditional);
        }

        return outcome;
    }
}
