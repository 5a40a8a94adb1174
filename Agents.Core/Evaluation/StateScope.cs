using System.Diagnostics.CodeAnalysis;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Evaluation;

/// <summary>The names that a state's expressions see: its own first, then the context. Nothing is copied; names are looked up when read.</summary>
internal sealed class StateScope(ExecutionState state, Frame frame, Workflow plan, DateTimeOffset now) : IStarlarkScope
{
    private readonly ContextMapping _context = new(state, frame, plan, now);

    /// <summary>Names that go before everything else (a node's inputs); null where there are none.</summary>
    public JsonObject? Locals { get; init; }

    /// <summary>The value that a switch looks at: <c>result</c>, <c>_value</c>, <c>val</c> and, where it is an object, its keys.</summary>
    public JsonValue? Subject { get; init; }

    public Frame Frame { get; } = frame;

    /// <summary>What holds the execution down where it is a test run; null where it is none.</summary>
    public TestRunCaps? TestRun => state.Overrides.TestRun;

    /// <summary>The same names, with these before them.</summary>
    public StateScope With(JsonObject? locals) => new(state, Frame, plan, now) { Locals = locals, Subject = Subject };

    /// <summary>The same names, with a switch's value before them; null for none.</summary>
    public StateScope About(JsonValue? subject) => new(state, Frame, plan, now) { Locals = Locals, Subject = subject };

    public IEnumerable<string> Names => (Locals?.Keys ?? []).Concat((Subject as JsonObject)?.Keys ?? []).Concat(_context.Names);

    public bool TryGet(string name, [NotNullWhen(true)] out StarlarkValue? value)
    {
        if (Locals is not null && Locals.TryGetValue(name, out var local))
        {
            value = StarlarkJson.View(local);
            return true;
        }

        if (Subject is not null && FindInSubject(name) is { } found)
        {
            value = found;
            return true;
        }

        return _context.TryGet(name, out value);
    }

    /// <summary>Follows a path through the context; a name that misses at the root is looked up in earlier outputs, newest first. Null where nothing is there.</summary>
    public JsonValue? Follow(ContextPath path)
    {
        if (path.Segments is [])
        {
            return Frame.Context;
        }

        if (FindFrom(path) is { } found)
        {
            return found;
        }

        for (var i = Frame.Outputs.Count - 1; path.IsRooted && i >= 0; i--)
        {
            if (path.Find(Frame.Outputs[i]) is { } earlier)
            {
                return earlier;
            }
        }

        return null;
    }

    // Goes through the same names and views as an expression would, so that steps.x.result means the same in both.
    private JsonValue? FindFrom(ContextPath path)
    {
        if (path.Segments[0].Key is not { } root || !TryGet(root, out var at))
        {
            return null;
        }

        foreach (var segment in path.Segments.Skip(1))
        {
            at = Step(at, segment);
            if (at is null)
            {
                return null;
            }
        }

        return StarlarkJson.ToJson(at);
    }

    private static StarlarkValue? Step(StarlarkValue at, PathSegment segment)
    {
        if (segment.Key is { } key)
        {
            return at is StarlarkMapping mapping ? (mapping.TryGet(key, out var member) ? member : null) : at.TryGetField(key, out var field) ? field : null;
        }

        return at is StarlarkSequence items && segment.Index < items.Count && segment.Index >= -items.Count
            ? items[segment.Index < 0 ? items.Count + segment.Index : segment.Index]
            : null;
    }

    private StarlarkValue? FindInSubject(string name)
    {
        if (name is "result" or "_value" or "val")
        {
            return Subject is JsonObject own && own.TryGetValue(name, out var same) ? StarlarkJson.View(same) : StepResults.Of(Subject!);
        }

        return Subject is JsonObject document && document.TryGetValue(name, out var member) ? StarlarkJson.View(member) : null;
    }
}
