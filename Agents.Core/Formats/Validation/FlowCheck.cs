using Agents.Core.Diagnostics;
using Agents.Core.Executions.Reads;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Compatibility;
using Agents.Starlark;

namespace Agents.Core.Formats.Validation;

/// <summary>
/// What states read is what earlier states give: members that a schema forbids and types that never fit are errors, members that may be missing are
/// warnings (architecture §5.6). Only what schemas promise is held against anything; an agent without one may answer whatever is read from it.
/// </summary>
internal sealed class FlowCheck
{
    private readonly DiagnosticBag _bag;
    private readonly FlowSources _sources;
    private readonly Dictionary<JsonValue, SchemaView> _views = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(StateDraft?, string)> _reported = [];

    private FlowCheck(WorkflowDraft draft, DiagnosticBag bag)
    {
        _bag = bag;
        _sources = new FlowSources(draft);
    }

    /// <summary>Checks a definition that is whole: without errors so far.</summary>
    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var check = new FlowCheck(draft, bag);
        var agents = new AgentInputCheck(check._sources, check.View, bag);
        foreach (var placed in check._sources.States)
        {
            var state = check._sources.DraftOf(placed.State);
            foreach (var read in bag.IsFull ? [] : StateReads.Of(placed.State))
            {
                check.CheckRead(state, placed, read);
            }

            agents.Check(state, placed);
        }
    }

    private void CheckRead(StateDraft state, PlacedState placed, StateRead read)
    {
        var findings = _sources.Of(read, placed).Select(source => Find(source, read)).ToList();
        if (findings.Count == 0 || findings.TrueForAll(static finding => finding is null) || Written(state, read) is not { } written)
        {
            return;
        }

        // One way on which it works is enough to let it run; the others are worth a word.
        var worst = findings.OfType<Finding>().MaxBy(static finding => finding.IsCertain)!;
        var isError = findings.TrueForAll(static finding => finding is { IsCertain: true });
        // What may be missing is said where it is read first: many reads of it have one cure.
        if (!_reported.Add((isError ? state : null, $"{worst.Code} {worst.Message}")))
        {
            return;
        }

        var message = $"'{state.Name}' reads '{written.Text}', {worst.Message}";
        if (isError)
        {
            _bag.Error(worst.Code, written.Place, message, worst.Hint, worst.Expected, worst.Actual);
        }
        else
        {
            _bag.Warn(worst.Code, written.Place, message, worst.Hint, worst.Expected, worst.Actual);
        }
    }

    private Finding? Find(FlowSource source, StateRead read)
    {
        if (source.Schema is null)
        {
            return null;
        }

        SchemaView? view = View(source.Schema);
        Finding? optional = null;
        foreach (var segment in source.Path)
        {
            if (view is null)
            {
                return null;
            }

            if (segment is not string key)
            {
                view = view.Item((int)Math.Max(0, (long)segment));
                continue;
            }

            var (member, presence) = view.Member(key);
            if (presence is Presence.Absent or Presence.Undeclared or Presence.Optional && !read.IsRooted && Missing(source, view, key, presence) is { } missing)
            {
                if (presence != Presence.Optional)
                {
                    return missing;
                }

                optional ??= missing;
            }
            else if (presence is Presence.Absent or Presence.Undeclared)
            {
                return null;
            }

            view = member;
        }

        return Mistyped(source, view, read) ?? optional;
    }

    private Finding Missing(FlowSource source, SchemaView view, string key, Presence presence)
    {
        var owner = source.Writer is null ? "the inputs" : $"the output of '{source.Writer.Name}'";
        var never = source.Writer is null ? "the inputs never have" : $"{owner} never has";
        return presence switch
        {
            Presence.Optional => new Finding(DiagnosticCodes.MayBeMissing, false, $"but '{key}' is optional in {owner}: where it is missing, the execution fails here.")
            {
                Hint = "Make it required, give it a default, or guard the read: {{ ... | default(...) }}.",
            },
            Presence.Undeclared => new Finding(DiagnosticCodes.MayBeMissing, false, $"but the schema of {owner} does not name '{key}'.")
            {
                Hint = _bag.DidYouMean(key, view.Named, $"Add '{key}' to the schema, and to its 'required'."),
            },
            _ => new Finding(DiagnosticCodes.MissingField, true, $"but {never} '{key}'{(view.Types is { } types && !types.Contains("object") ? $": it is {Words(types)}" : "")}.")
            {
                Hint = _bag.DidYouMean(key, view.Named, view.Named.Count > 0 ? $"It has: {Suggestion.List(view.Named)}." : null),
                Actual = key,
            },
        };
    }

    private static Finding? Mistyped(FlowSource source, SchemaView? view, StateRead read)
    {
        if (view?.Types is not { } types || !read.Use.Required || Wanted(read.Use) is not { } wanted || SchemaFit.Overlap(types, wanted) is not false)
        {
            return null;
        }

        var owner = source.Writer is null ? "the inputs give" : $"'{source.Writer.Name}' gives";
        return new Finding(DiagnosticCodes.TypeMismatch, true, $"which {owner} as {Words(types)}; {Words(wanted)} is needed here.")
        {
            Expected = string.Join(" or ", wanted),
            Actual = string.Join(" or ", types),
        };
    }

    private static string[]? Wanted(StarlarkUse use) => use.Kind switch
    {
        StarlarkUseKind.String => ["string"],
        StarlarkUseKind.Number or StarlarkUseKind.Integer => ["number", "integer"],
        StarlarkUseKind.Mapping => ["object"],
        StarlarkUseKind.List => ["array"],
        _ => null,
    };

    private static string Words(IReadOnlyList<string> types) => string.Join(" or ", types.Select(static type => type is "null" ? "null" : type[0] is 'a' or 'i' or 'o' ? $"an {type}" : $"a {type}"));

    /// <summary>The read as it stands in the text; null where it does not, or allows for what is missing.</summary>
    private static (string Text, Place Place)? Written(StateDraft state, StateRead read)
    {
        var wanted = read.Segments;
        foreach (var use in state.Reads)
        {
            foreach (var path in use.Paths.Where(path => path.Segments.Count <= wanted.Length || IsPrefix(wanted, path.Segments)))
            {
                if (IsPrefix(path.Segments, wanted) || IsPrefix(wanted, path.Segments))
                {
                    return path.Guarded || use.Guarded ? null : (path.ToString(), use.PlaceOf(path.Line, path.Column));
                }
            }
        }

        return null;
    }

    private static bool IsPrefix(IReadOnlyList<object> shorter, IReadOnlyList<object> longer)
        => shorter.Count <= longer.Count && shorter.Zip(longer).All(static pair => Equals(pair.First, pair.Second));

    private SchemaView View(JsonValue schema) => _views.TryGetValue(schema, out var view) ? view : _views[schema] = SchemaView.Of(schema);

    private sealed record Finding(string Code, bool IsCertain, string Message)
    {
        public string? Hint { get; init; }

        public string? Expected { get; init; }

        public string? Actual { get; init; }
    }
}
