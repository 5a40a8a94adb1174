using Agents.Core.Diagnostics;
using Agents.Starlark;

namespace Agents.Core.Formats.Validation;

/// <summary>
/// Every name that a state machine's templates, conditions and programs read is there when they run: an input, something that an earlier state
/// wrote on some path, or a name of the block itself (formats §B.3).
/// </summary>
internal sealed class NameCheck(WorkflowDraft draft, DiagnosticBag bag)
{
    private static readonly string[] Always = ["input", "ctx", "steps", "workflow", "_execution", "_timestamp", "now"];

    private readonly InputNames _inputs = new(draft);
    private readonly VisibleNames _visible = new(draft);
    private readonly Effort _effort = new();
    private readonly HashSet<string> _assumed = [];
    private readonly HashSet<string> _sometimes = [];

    public static void Check(WorkflowDraft draft, DiagnosticBag bag)
    {
        var check = new NameCheck(draft, bag);
        foreach (var state in Blocks.All(draft.Root).SelectMany(static block => block.States))
        {
            foreach (var read in state.Reads)
            {
                foreach (var path in bag.IsFull ? [] : read.Paths)
                {
                    check.CheckPath(state, read, path);
                }
            }
        }
    }

    private void CheckPath(StateDraft state, ReadUse read, StarlarkPath path)
    {
        // 'ctx' is the root itself, and 'workflow.input' is the input.
        var segments = path.Root switch
        {
            "ctx" => path.Segments.Skip(1).ToList(),
            _ => [.. path.Segments],
        };
        segments = segments is ["workflow", "input", ..] ? segments[1..] : segments;
        switch (segments)
        {
            case ["input", string input, ..]:
                CheckInput(read, path, input);
                break;
            case ["steps", string step, ..]:
                CheckStep(state, read, path, step, isGuarded: read.Guarded || (path.Guarded && segments.Count == 2));
                break;
            case [string root, ..] when !Always.Contains(root) && !read.Locals.Contains(root):
                CheckRoot(state, read, path, root);
                break;
            default:
                break;
        }
    }

    // In a program 'input' is what the state was given, which is the execution's input only for the first one.
    private void CheckInput(ReadUse read, StarlarkPath path, string name)
    {
        if (!_inputs.IsOpen && !_inputs.Has(name) && read.Kind != ReadKind.Program && !path.Guarded && !read.Guarded)
        {
            Error(read, path, DiagnosticCodes.UnknownReference, $"The inputSchema has no input '{name}'.", bag.DidYouMean(name, _inputs.All, $"Inputs: {Suggestion.List(_inputs.All)}."), name);
        }
    }

    private void CheckStep(StateDraft state, ReadUse read, StarlarkPath path, string step, bool isGuarded)
    {
        switch (_visible.FindStep(state, step))
        {
            case Visibility.Never when !isGuarded:
                Error(read, path, DiagnosticCodes.UnknownReference, $"There is no step '{step}'.", bag.DidYouMean(step, _visible.Steps(state), "'steps' has the states' names, and what 'resultPath: steps.x' wrote."), step);
                break;
            case Visibility.Later when !isGuarded:
                Error(read, path, DiagnosticCodes.ReadBeforeWrite, $"'{state.Name}' reads the step '{step}', which never runs before it.", "Read it in a later state, or guard it: {{ steps.x.output | default(...) }}.", step);
                break;
            case Visibility.Sometimes when !path.Guarded && !read.Guarded:
                WarnSometimes(state, read, path, $"steps.{step}");
                break;
            case Visibility.Isolated:
                WarnIsolated(read, path, step);
                break;
            default:
                break;
        }
    }

    private void CheckRoot(StateDraft state, ReadUse read, StarlarkPath path, string root)
    {
        var visibility = _visible.FindRoot(state, root);
        var isGuarded = path.Guarded || read.Guarded;
        if (visibility == Visibility.Earlier || _inputs.Has(root) || read.Open || (isGuarded && visibility != Visibility.Never))
        {
            return;
        }

        if (visibility == Visibility.Sometimes)
        {
            // Where inputs are not declared, it may be one of them.
            if (!_inputs.IsOpen)
            {
                WarnSometimes(state, read, path, root);
            }
        }
        else if (visibility == Visibility.Isolated)
        {
            WarnIsolated(read, path, root);
        }
        else if (_inputs.IsOpen || isGuarded)
        {
            Assume(state, read, path, root, visibility);
        }
        else if (visibility == Visibility.Later)
        {
            Error(read, path, DiagnosticCodes.ReadBeforeWrite, $"'{state.Name}' reads '{root}', which is only written by states that never run before it.", "Read it in a later state, or add it to the inputSchema.", root);
        }
        else
        {
            var known = _visible.Roots(state).Concat(_inputs.All).Concat(Always).Distinct();
            Error(read, path, DiagnosticCodes.UnknownReference, $"Nothing gives '{root}' a value.", bag.DidYouMean(root, known, "Add it to the inputSchema, or write it by an earlier state's resultPath."), root);
        }
    }

    private void Assume(StateDraft state, ReadUse read, StarlarkPath path, string root, Visibility visibility)
    {
        if ((path.Guarded || read.Guarded) && !IsNearlyKnown(state, root))
        {
            return;
        }

        if (_assumed.Add(root))
        {
            var why = visibility == Visibility.Later ? $"Nothing before '{state.Name}' writes '{root}'" : $"Nothing writes '{root}'";
            var hint = bag.DidYouMean(root, _visible.Roots(state).Concat(_inputs.All), _inputs.HasSchema ? $"Name it in the inputSchema's properties: '{root}: {{type: string}}'." : $"Say so with an inputSchema: 'properties: {{{root}: {{type: string}}}}'.");
            bag.Warn(DiagnosticCodes.AssumedInput, read.PlaceOf(path.Line, path.Column), $"{why}, so it is taken for an input.", hint, actual: root);
        }
    }

    private bool IsNearlyKnown(StateDraft state, string root)
    {
        var known = _visible.Roots(state).Concat(_inputs.All).ToList();
        _effort.Spend(known.Count * 50);
        return !_effort.IsSpent && Suggestion.Nearest(root, known) is not null;
    }

    // Once per name, where it is read first: many reads of it have one cure.
    private void WarnSometimes(StateDraft state, ReadUse read, StarlarkPath path, string name)
    {
        if (_sometimes.Add(name))
        {
            bag.Warn(
                DiagnosticCodes.MayBeMissing, read.PlaceOf(path.Line, path.Column), $"'{state.Name}' reads '{name}', which is not written on every path to it.",
                "Write it on every path, or guard the read: {{ x | default(...) }}, hasattr(...).", actual: name);
        }
    }

    private void WarnIsolated(ReadUse read, StarlarkPath path, string name)
        => bag.Warn(
            DiagnosticCodes.ReadBeforeWrite, read.PlaceOf(path.Line, path.Column), $"'{name}' is written inside a branch or an iteration, which works on a copy of the context.",
            "Read it from the result of the parallel or foreach state.", actual: name);

    private void Error(ReadUse read, StarlarkPath path, string code, string message, string? hint, string actual)
        => bag.Error(code, read.PlaceOf(path.Line, path.Column), message, hint, actual: actual);
}
