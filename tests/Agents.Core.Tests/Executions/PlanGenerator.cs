using System.Globalization;
using Agents.Core.Json;
using Agents.Core.Patterns;
using Agents.Core.Workflows;
using FsCheck;
using FsCheck.Fluent;

namespace Agents.Core.Tests.Executions;

/// <summary>
/// Makes workflows of all kinds of states, one in the other, from a list of numbers: the numbers shrink, and with them the workflow.
/// Every one of them ends when its steps succeed.
/// </summary>
internal sealed class PlanGenerator
{
    private const int MaxDepth = 3;

    private readonly Queue<int> _choices;
    private int _states;

    private PlanGenerator(int[] choices) => _choices = new Queue<int>(choices);

    public static Arbitrary<int[]> Choices { get; } = Gen.Choose(0, 999).ArrayOf().ToArbitrary();

    /// <summary>What the workflows are started with.</summary>
    public static JsonObject Inputs { get; } = JsonObject.Of(("items", JsonArray.Create("a", "b", "c")), ("none", JsonArray.Empty));

    public static Workflow Machine(int[] choices) => Plans.Machine([.. new PlanGenerator(choices).Block(0).States]) with { Timeout = TimeSpan.FromHours(10) };

    /// <summary>A graph of stages: each is a node, a map or a fork whose branches are stages again.</summary>
    public static Workflow Graph(int[] choices)
    {
        var generator = new PlanGenerator(choices);
        var states = new List<State>();
        var start = generator.Stages(states, generator.Take(4) + 1, EndTransition.Instance, 0);
        return Plans.Graph(
            [
                new StateField("items", new FieldType(FieldKind.List)), new StateField("found", new FieldType(FieldKind.List)) { Appends = true },
                new StateField("done", new FieldType(FieldKind.Bool)),
            ],
            [.. states]) with
        { Start = start, Timeout = TimeSpan.FromHours(10) };
    }

    private int Take(int kinds) => _choices.TryDequeue(out var choice) ? choice % kinds : 0;

    private string Name() => $"s{(++_states).ToString(CultureInfo.InvariantCulture)}";

    private StateBlock Block(int depth)
    {
        var states = new List<State>();
        for (var left = Take(3); left >= 0; left--)
        {
            states.Add(State(depth));
        }

        for (var at = 0; at < states.Count - 1; at++)
        {
            states[at] = states[at] with { Next = new ToTransition(states[at + 1].Name) };
        }

        return Plans.Block([.. states]);
    }

    private State State(int depth) => (depth >= MaxDepth ? Take(4) : Take(11)) switch
    {
        0 or 1 => Plans.Agent(Name(), task: "Do it"),
        2 => Plans.Transform(Name(), "{'n': 1}") with { ResultPath = Take(2) == 0 ? null : ContextPath.TryParse("n") },
        3 => Plans.Inject(Name(), JsonObject.Of(("set", "x"))) with { ResultPath = ContextPath.TryParse("ctx") },
        4 or 5 => Parallel(depth),
        6 => Foreach(depth),
        7 => Plans.Try(Name(), Block(depth + 1), Take(3) == 0 ? null : Block(depth + 1), Take(2) == 0 ? null : Block(depth + 1)) with { Timeout = Timeout() },
        8 => Pattern(),
        9 => Design(),
        _ => Plans.Try(Name(), Plans.Block(Plans.Fail(Name(), "X", "x")), Block(depth + 1)),
    };

    private ParallelState Parallel(int depth)
    {
        var branches = Enumerable.Range(0, Take(3) + 1).Select(at => ($"b{at}", Block(depth + 1))).ToArray();
        return Plans.Parallel(Name(), null, branches) with
        {
            Join = Take(4) switch { 0 => new Join("any"), 1 => new Join("count", Take(branches.Length) + 1), _ => Join.All },
            Aggregation = Take(3) switch { 0 => "array", 1 => "first", _ => "merge" },
            Timeout = Timeout(),
        };
    }

    // Those whose agents may answer anything.
    private PatternState Pattern() => new(Name())
    {
        Pattern = Take(3) switch { 0 => "sequential", 1 => "parallel", _ => "debate" },
        Agents = [new PatternAgent("ann", null), new PatternAgent("bob", null)],
        Task = Plans.Agent("template", task: "Do it").Task,
        Rounds = Take(3) + 1,
        Judge = Take(2) == 0 ? null : new PatternAgent("judge", null),
        Aggregator = Take(2) == 0 ? null : new PatternAgent("editor", null),
    };

    private DesignState Design() => new(Name())
    {
        Parts = [.. Enumerable.Range(0, Take(4) + 1).Select(at => new DesignBlock(
            $"b{at}", $"B{at}", new StateBlock($"p{at}", [Pattern() with { Name = $"p{at}" }]),
            [.. Enumerable.Range(0, at).Where(_ => Take(2) == 0).Select(from => new DesignInput(from, null, Take(2) == 0))]))],
    };

    private ForeachState Foreach(int depth) => Plans.Foreach(Name(), Take(4) == 0 ? "input.none" : "input.items", Block(depth + 1)) with
    {
        MaxConcurrency = Take(4) + 1,
        ContinueOnError = Take(2) == 0,
        Aggregation = Take(4) switch { 0 => "array", 1 => "merge", 2 => "first", _ => "results" },
        Timeout = Timeout(),
    };

    private TimeSpan? Timeout() => Take(6) == 1 ? TimeSpan.FromSeconds(40) : null;

    private ToTransition Stages(List<State> states, int count, Transition end, int depth)
    {
        var next = Stage(states, end, depth);
        for (; count > 1; count--)
        {
            next = Stage(states, next, depth);
        }

        return next;
    }

    private ToTransition Stage(List<State> states, Transition next, int depth)
    {
        switch (depth >= MaxDepth ? 0 : Take(5))
        {
            case 3:
                var mapped = Node(states, next);
                return new ToTransition(Node(states, new MapTransition("items", mapped, "found")));
            case 4:
                var join = Node(states, next);
                var branches = Enumerable.Range(0, Take(3) + 2).Select(_ => Stages(states, Take(2) + 1, new ToTransition(join), depth + 1).Target).ToList();
                return new ToTransition(Node(states, new ForkTransition(branches, join)));
            case 2:
                var name = Name();
                states.Add(Plans.Agent(name) with { OutputFields = ["done"], HasSimpleOutput = true, Next = new LoopTransition(name, "done", Take(3) + 1, next) });
                return new ToTransition(name);
            default:
                return new ToTransition(Node(states, next));
        }
    }

    private string Node(List<State> states, Transition next)
    {
        var name = Name();
        states.Add(Plans.Agent(name) with { OutputFields = ["done"], HasSimpleOutput = true, Next = next });
        return name;
    }
}
