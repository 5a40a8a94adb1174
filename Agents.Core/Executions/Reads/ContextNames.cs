using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Executions.Reads;

/// <summary>
/// Tells which place of the context a name means, as <see cref="Evaluation.StateScope"/> and <see cref="Evaluation.ContextMapping"/> will when it runs:
/// a loop's item and a switch's data go first, <c>ctx</c> is the root, a state's bare name is its step, and <c>output</c> and <c>result</c>
/// of a step are the step (formats §B.3).
/// </summary>
internal sealed class ContextNames
{
    private readonly HashSet<string> _roots = ["input", "ctx", "steps", "workflow"];
    private readonly HashSet<string> _given = [];
    private readonly HashSet<string> _steps = [];
    private readonly HashSet<string> _written = [];

    public ContextNames(Workflow plan, IReadOnlyList<PlacedState> states)
    {
        _roots.UnionWith(((plan.InputSchema as JsonObject)?.Find("properties") as JsonObject)?.Keys ?? []);
        foreach (var state in states.Select(static placed => placed.State))
        {
            _given.UnionWith((state as CronState)?.Data.Keys ?? []);
            foreach (var write in Writes.Of(state, plan))
            {
                Add(state, StateReads.Segments(Paths.Get(write.To)), write.From == "$" ? [] : StateReads.Segments(Paths.Get(write.From)));
            }
        }

        _roots.UnionWith(_given);
    }

    /// <summary>Whether the context or the engine has the name.</summary>
    public bool IsKnown(string root) => root.StartsWith('_') || _roots.Contains(root) || _steps.Contains(root);

    /// <summary>The place; null where it is none that a state writes.</summary>
    public ContextPlace? Find(StateRead read, PlacedState reader)
        => (read.Segments is [string name, .. var rest] ? Item(name, reader)?.Then(rest) ?? (read.SeesData ? Data(name, rest, reader) : null) : null)
            ?? (InContext(read.Segments) is { } place ? new ContextPlace(place, reader.Top) { IsRooted = read.IsRooted } : null);

    /// <summary>The input that a name means, from the input's own name on; null where it means something else.</summary>
    public object[]? FindInput(StateRead read, PlacedState reader) => read.Segments switch
    {
        ["ctx" or "workflow", "input", .. { Length: > 0 } named] => Declared(named),
        ["input", .. { Length: > 0 } named] => Declared(named),
        _ => Find(read, reader) is { Segments: [string root, ..] place } && !IsKnown(root) ? place : null,
    };

    // A start state's own data goes before what the execution was given.
    private object[]? Declared(object[] named) => named is [string name, ..] && !_given.Contains(name) ? named : null;

    private object[]? InContext(object[] segments) => segments switch
    {
        ["ctx", .. var inside] => InContext(inside),
        ["input" or "workflow", ..] => null,
        [string name, ..] when _steps.Contains(name) && !_roots.Contains(name) => Bare(["steps", .. segments]),
        _ => Bare(segments),
    };

    private ContextPlace? Item(string name, PlacedState reader)
    {
        var around = reader.Loops.FirstOrDefault(loop => ((ForeachState)loop.State).ItemName == name || name == "_item");
        return around?.State is ForeachState loop
            ? Find(StateReads.Path(loop.ItemsPath, default), around)?.Then([0L])
            : null;
    }

    private ContextPlace? Data(string name, object[] rest, PlacedState reader)
    {
        if (reader.State is not SwitchState { DataPath: { } path } || Find(StateReads.Path(path, default), reader) is not { } data)
        {
            return null;
        }

        var isWhole = name is "result" or "_value" or "val" && !IsWritten([.. data.Segments, name]);
        return isWhole ? data.Then(Unaliased(data.Segments, rest)) : IsKnown(name) ? null : data.Then([name, .. rest]);
    }

    /// <summary>The place without the second names of steps.</summary>
    private object[] Bare(object[] segments)
        => segments is ["steps", string step, .. var rest] ? ["steps", step, .. Unaliased(["steps", step], rest)] : segments;

    private IEnumerable<object> Unaliased(object[] step, IEnumerable<object> rest)
        => rest.SkipWhile(segment => segment is "output" or "result" && !IsWritten([.. step, segment]));

    private bool IsWritten(object[] segments) => _written.Contains(ContextPlace.Key(segments));

    private void Add(State state, object[] target, object[] part)
    {
        var segments = target is ["steps", ..] ? target : [.. target.Take(1)];
        switch (segments)
        {
            case ["steps", string step, ..]:
                _steps.Add(step);
                break;
            case [string root]:
                _roots.Add(root);
                break;
            case [] when state is InjectState inject:
                _roots.UnionWith((inject.Data.Written as JsonObject)?.Keys ?? []);
                break;
        }

        // A result that has a key of such a name keeps it.
        _written.Add(ContextPlace.Key(target.Take(3)));
        _written.Add(ContextPlace.Key(["steps", state.Name, .. part.Take(1)]));
    }
}
