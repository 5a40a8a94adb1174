using Agents.Core.Executions;
using Agents.Core.Executions.Reads;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Validation;

/// <summary>Where a value that is read can come from.</summary>
/// <param name="Writer">The state that writes it; null for the execution's inputs.</param>
/// <param name="Schema">What the whole of it is; null where nothing is known.</param>
/// <param name="Path">Where in the whole.</param>
internal sealed record FlowSource(State? Writer, JsonValue? Schema, object[] Path)
{
    public FlowSource Then(IEnumerable<object> rest) => this with { Path = [.. Path, .. rest] };
}

/// <summary>
/// Finds for a read the states whose output it can find: those that write its place and lead to the reader with none of the others in between.
/// Says nothing rather than something wrong where several writes make up one value.
/// </summary>
internal sealed class FlowSources
{
    private readonly Workflow _plan;
    private readonly ContextNames _names;
    private readonly JsonObject? _inputs;
    private readonly Dictionary<State, StateDraft> _drafts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<BlockDraft, BlockPaths> _paths = [];
    private readonly ILookup<string, (StateDraft Draft, object[] From)> _writers;
    private readonly HashSet<string> _aboveWrites = [];
    private readonly Dictionary<(string Place, State Reader), List<FlowSource>> _found = [];
    private readonly Effort _effort = new();

    public FlowSources(WorkflowDraft draft)
    {
        _plan = draft.Workflow!;
        _inputs = Inputs(_plan);
        States = [.. PlanStates.Of(_plan)];
        _names = new ContextNames(_plan, States);
        foreach (var state in Blocks.All(draft.Root).SelectMany(static block => block.States).Where(static state => state.State is not null))
        {
            _drafts[state.State!] = state;
        }

        var writes = States.SelectMany(placed => Writes.Of(placed.State, _plan)
            .Select(write => (Draft: _drafts[placed.State], To: Segments(write.To), From: write.From == "$" ? [] : Segments(write.From)))).ToList();
        _writers = writes.ToLookup(static write => ContextPlace.Key(write.To), static write => (write.Draft, write.From));
        _aboveWrites.UnionWith(writes.SelectMany(static write => Enumerable.Range(0, write.To.Length).Select(length => ContextPlace.Key(write.To.Take(length)))));
    }

    public IReadOnlyList<PlacedState> States { get; }

    public StateDraft DraftOf(State state) => _drafts[state];

    /// <summary>The inputs' schema as a state sees it: what has a default is always there.</summary>
    public JsonValue? InputSchema => _inputs;

    /// <summary>The sources of what is read; empty where they are not known.</summary>
    public IReadOnlyList<FlowSource> Of(StateRead read, PlacedState reader)
        => _effort.IsSpent || read.Segments is not [string name, .. var rest] ? [] : Of(read, reader, name, rest);

    /// <summary>The states that may have run just before one, those that only pass values on left out; null where it may be the first.</summary>
    public static IEnumerable<State?> Before(StateDraft reader)
    {
        var block = reader.Block;
        var seen = new HashSet<StateDraft>();
        var open = new Queue<StateDraft>([reader]);
        while (open.TryDequeue(out var at))
        {
            if (block.Start.Exists(start => start.Name == at.Name))
            {
                yield return null;
            }

            foreach (var before in block.States.Where(state => Blocks.Successors(block, state).Contains(at)))
            {
                if (before.State is not (SwitchState or CronState))
                {
                    yield return before.State;
                }
                else if (seen.Add(before))
                {
                    open.Enqueue(before);
                }
            }
        }
    }

    private List<FlowSource> Of(StateRead read, PlacedState reader, string name, object[] rest)
    {
        if (reader.Loops.FirstOrDefault(loop => ReferenceEquals(loop, reader) is false && ((ForeachState)loop.State).ItemName == name) is { } around)
        {
            return [.. Of(StateReads.Path(((ForeachState)around.State).ItemsPath, default), around).Select(source => source.Then([0L, .. rest]))];
        }

        if (read.SeesData)
        {
            // The data's own keys go before the context's names.
            return name is "result" or "_value" or "val" && reader.State is SwitchState { DataPath: { } data }
                ? [.. Of(StateReads.Path(data, default), reader).Select(source => source.Then(rest.SkipWhile(static segment => segment is "output" or "result")))]
                : [];
        }

        if (FromInputs(name == "ctx" ? rest : read.Segments, reader) is { } input)
        {
            return [input];
        }

        return _names.Find(read, reader) is { } place ? Written(place.Segments, reader) : [];
    }

    private FlowSource? FromInputs(object[] segments, PlacedState reader) => segments switch
    {
        // In a program 'input' is what the state was given.
        ["input", ..] when reader.State is TransformState => null,
        ["input", .. var rest] => new FlowSource(null, _inputs, rest),
        ["workflow", "input", .. var rest] => new FlowSource(null, _inputs, rest),
        [string root, ..] when (_inputs?.Find("properties") as JsonObject)?.ContainsKey(root) == true && !IsWritten(root) => new FlowSource(null, _inputs, segments),
        _ => null,
    };

    private bool IsWritten(string root)
        => _writers.Contains(ContextPlace.Key([root])) || _aboveWrites.Contains(ContextPlace.Key([root]))
        || _writers[""].Any(writer => MayWrite(writer.Draft.State!, [root]));

    private List<FlowSource> Written(object[] place, PlacedState reader)
    {
        var key = (ContextPlace.Key(place), reader.State);
        return _found.TryGetValue(key, out var known) ? known : _found[key] = FindWritten(place, reader);
    }

    private List<FlowSource> FindWritten(object[] place, PlacedState reader)
    {
        if (_aboveWrites.Contains(ContextPlace.Key(place)))
        {
            return [];
        }

        for (var length = place.Length; length >= 0; length--)
        {
            var writers = _writers[ContextPlace.Key(place.Take(length))].Where(writer => length > 0 || MayWrite(writer.Draft.State!, place)).ToList();
            if (Reaching(writers, _drafts[reader.State]) is not var (sources, isSure))
            {
                return [];
            }

            if (sources.Count > 0)
            {
                return isSure || !HasShorter(place, length)
                    ? sources.ConvertAll(writer => new FlowSource(writer.Draft.State, OutputSchemas.Of(writer.Draft.State!), [.. writer.From, .. place.Skip(length)]))
                    : [];
            }
        }

        return [];
    }

    // What is written to the root by its keys writes those; by anything else it could write any.
    private static bool MayWrite(State writer, object[] place)
        => writer is not InjectState inject || inject.Data.Written is not JsonObject data || place is not [string key, ..] || data.ContainsKey(key);

    private bool HasShorter(object[] place, int length)
        => _inputs is null || place is [string root, ..] && (_inputs.Find("properties") as JsonObject)?.ContainsKey(root) == true
            || Enumerable.Range(0, length).Any(shorter => _writers.Contains(ContextPlace.Key(place.Take(shorter))));

    /// <summary>The writers whose value can be there, and whether one of them surely ran; null where that cannot be told.</summary>
    private (List<(StateDraft Draft, object[] From)> Sources, bool IsSure)? Reaching(List<(StateDraft Draft, object[] From)> writers, StateDraft reader)
    {
        // The parts of a try see each other's writes, and some of them may not have happened.
        if (writers.Exists(writer => writer.Draft.Block.Owner?.State is TryState))
        {
            return null;
        }

        var sources = new List<(StateDraft Draft, object[] From)>();
        for (StateDraft? at = reader; at is not null; at = at.Block.Owner)
        {
            var block = at.Block;
            var here = writers.FindAll(writer => writer.Draft.Block == block);
            var others = here.Select(static writer => writer.Draft).ToHashSet();
            sources.AddRange(here.FindAll(writer => Paths(block).Reaches(writer.Draft, at, others)));
            if (here.Count > 0 && Paths(block).LeadsThrough(at, others))
            {
                return (sources, true);
            }
        }

        return (sources, false);
    }

    private BlockPaths Paths(BlockDraft block) => _paths.TryGetValue(block, out var paths) ? paths : _paths[block] = new BlockPaths(block, _effort);

    private static object[] Segments(string path) => StateReads.Segments(Executions.Paths.Get(path));

    private static JsonObject? Inputs(Workflow plan)
    {
        if (plan.InputSchema is not JsonObject schema || schema.Find("properties") is not JsonObject properties)
        {
            return plan.InputSchema as JsonObject;
        }

        var given = properties.Where(static property => (property.Value as JsonObject)?.ContainsKey("default") == true).Select(static property => property.Key)
            .Concat(plan.States.OfType<CronState>().SelectMany(static cron => cron.Data.Keys)).Where(properties.ContainsKey);
        var required = (schema.Find("required") as JsonArray ?? JsonArray.Empty).Concat(given.Select(static name => (JsonValue)name)).Distinct();
        return schema.With("required", JsonArray.From(required));
    }
}
