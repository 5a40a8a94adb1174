using Agents.Core.Workflows;

namespace Agents.Core.Tests.Drawing;

/// <summary>Small workflows to draw.</summary>
internal static class Workflows
{
    public static Workflow Of(params IReadOnlyList<State> states) => new()
    {
        Id = "drawn",
        Name = "Drawn",
        Format = WorkflowFormat.StateMachine,
        Start = new ToTransition(states[0].Name),
        States = states,
    };

    public static AgentState Agent(string name, string? next = null)
        => new(name) { Agent = name, Next = next is null ? EndTransition.Instance : new ToTransition(next) };

    public static StateBlock Block(params IReadOnlyList<State> states) => new(states[0].Name, states);

    public static Route Route(string condition, string target) => new(condition, null!, new ToTransition(target));

    /// <summary>Every kind of state and transition that draws differently.</summary>
    public static Workflow Rich() => Of(
        Agent("plan", "decide"),
        new SwitchState("decide")
        {
            Routes = new RoutesTransition([Route("score >= 0.7", "publish"), Route("score < 0.2 and \"<b>\" in text & more", "each")], new ToTransition("plan")),
        },
        new ForeachState("each") { ItemsPath = ContextPath.TryParse("$.items")!, Iterator = Block(Agent("write", "check"), Agent("check")), Next = new ToTransition("both") },
        new ParallelState("both") { Branches = [new Branch("left", Block(Agent("a", "b"), Agent("b"))), new Branch("right", Block(Agent("a")))], Next = new ToTransition("safe") },
        new TryState("safe") { Try = Block(Agent("risky")), Catch = Block(Agent("mend")), Finally = Block(Agent("tidy")), Next = new ToTransition("review") },
        new ApprovalState("review") { OnReject = "plan", Next = new ToTransition("publish") },
        Agent("publish") with { Next = new LoopTransition("publish", "done", 3, EndTransition.Instance) });
}
