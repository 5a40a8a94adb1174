using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions.Reads;

/// <summary>
/// Follows every read of a plan back to the agents whose output it finds: from the name to a place in the context, from there to the states
/// that write it, and through those that only pass values on (inject, transform, parallel, foreach). Which states run before which is not asked:
/// a field too many does no harm.
/// </summary>
internal sealed class OutputFlow
{
    // Values go through few hands. The second limit keeps hostile definitions, whose states copy each other, from taking long.
    private const int MaxHops = 16;
    private const int MaxSteps = 100_000;

    private readonly Workflow _plan;
    private readonly IReadOnlyList<PlacedState> _states;
    private readonly ContextNames _names;
    private readonly EarlierOutputs _earlier;
    private readonly ILookup<string, (State State, object[] From)> _writers;
    private readonly Dictionary<State, List<(object[] Part, ContextPlace From)>> _parts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<State, OutputShape> _shapes = new(ReferenceEqualityComparer.Instance);
    private int _steps;

    public OutputFlow(Workflow plan)
    {
        _plan = plan;
        _states = [.. PlanStates.Of(plan)];
        _names = new ContextNames(plan, _states);
        _earlier = new EarlierOutputs(plan);
        _writers = _states
            .SelectMany(placed => Writes.Of(placed.State, plan).Select(write => (placed.State, Write: write)))
            .ToLookup(
                static found => ContextPlace.Key(StateReads.Segments(Paths.Get(found.Write.To))),
                static found => (found.State, From(found.Write)));
    }

    /// <summary>A schema for each agent of whose output anything is read.</summary>
    public Dictionary<State, JsonValue> Schemas()
    {
        var reads = Reads().ToList();
        foreach (var (read, place, reader) in reads.Where(static found => found.Read.Part is not null))
        {
            PartsOf(reader).Add((read.Part!, place));
        }

        foreach (var (read, place, _) in reads)
        {
            Demand(place, read.Use, 0);
        }

        foreach (var (state, from) in _states.SelectMany(placed => placed.State.Output.Select(part => (placed.State, part.Value))))
        {
            Demand(state, StateReads.Segments(Paths.Get(from)), new StarlarkUse([], StarlarkUseKind.Unknown), 0);
        }

        var schemas = new Dictionary<State, JsonValue>(ReferenceEqualityComparer.Instance);
        foreach (var agent in _states.Select(static placed => placed.State).OfType<AgentState>())
        {
            if (ResultSchema.Of(_plan, agent, _shapes.GetValueOrDefault(agent)?.ToSchema()) is { } schema)
            {
                schemas[agent] = schema;
            }
        }

        return schemas;
    }

    /// <summary>A schema for the inputs that are read; null where none is. What an earlier output may explain is not taken for an input.</summary>
    public JsonObject? Inputs()
    {
        var inputs = new OutputShape();
        var anyRoot = _writers[ContextPlace.Key([])].Any(static writer => writer.State is AgentState);
        foreach (var placed in _states)
        {
            foreach (var read in StateReads.Of(placed.State))
            {
                var isExplained = read.Segments is not ["input" or "workflow" or "ctx", ..] && (anyRoot || (read.IsRooted && _earlier.AgentsBefore(placed.Top).Count > 0));
                if (!isExplained && _names.FindInput(read, placed) is { } path)
                {
                    inputs.Add(path, read.Use);
                }
            }
        }

        return inputs.ToSchema();
    }

    private IEnumerable<(StateRead Read, ContextPlace Place, State Reader)> Reads()
    {
        var inside = _states.SelectMany(placed => StateReads.Of(placed.State).Select(read => (Read: read, Reader: placed)));
        foreach (var (read, reader) in inside)
        {
            if (_names.Find(read, reader) is { } place)
            {
                yield return (read, place, reader.State);
            }
        }
    }

    private void Demand(ContextPlace place, StarlarkUse use, int hops)
    {
        if (hops > MaxHops || ++_steps > MaxSteps)
        {
            return;
        }

        for (var length = 0; length <= Math.Min(place.Segments.Length, OutputShape.MaxDepth); length++)
        {
            foreach (var (state, from) in _writers[ContextPlace.Key(place.Segments.Take(length))])
            {
                // What an agent writes to the root could have any name: only those that nothing else explains are its.
                if (length > 0 || state is not AgentState || place.Segments is [string root, ..] && !_names.IsKnown(root))
                {
                    Demand(state, [.. from, .. place.Segments.Skip(length)], use, hops + 1);
                }
            }
        }

        if (place is { IsRooted: true, Segments: [string name, ..] } && !_names.IsKnown(name))
        {
            DemandEarlier(place, name, use, hops + 1);
        }
    }

    // A state that is known to put out such a key is meant; else the agents that ran last.
    private void DemandEarlier(ContextPlace place, string name, StarlarkUse use, int hops)
    {
        var having = _parts.Where(parts => parts.Value.Any(part => part.Part is [string key, ..] && key == name)).Select(static parts => parts.Key).ToList();
        foreach (var state in having.Count > 0 ? having : _earlier.AgentsBefore(place.Reader))
        {
            Demand(state, place.Segments, use, hops);
        }
    }

    /// <summary>Something reads a part of a state's output.</summary>
    private void Demand(State state, object[] path, StarlarkUse use, int hops)
    {
        if (state is AgentState)
        {
            ShapeOf(state).Add(path, use);
            return;
        }

        if (hops > MaxHops || ++_steps > MaxSteps)
        {
            return;
        }

        foreach (var (part, from) in _parts.GetValueOrDefault(state) ?? [])
        {
            if (part.Length <= path.Length && ContextPlace.Key(part) == ContextPlace.Key(path.Take(part.Length)))
            {
                Demand(from.Then(path.Skip(part.Length)), use, hops + 1);
            }
        }

        foreach (var (inner, rest) in BlockOutputs.Find(state, path))
        {
            Demand(inner, rest, use, hops + 1);
        }
    }

    private static object[] From(ContextWrite write) => write.From == "$" ? [] : StateReads.Segments(Paths.Get(write.From));

    private OutputShape ShapeOf(State state) => _shapes.TryGetValue(state, out var shape) ? shape : _shapes[state] = new OutputShape();

    private List<(object[] Part, ContextPlace From)> PartsOf(State state) => _parts.TryGetValue(state, out var parts) ? parts : _parts[state] = [];
}
