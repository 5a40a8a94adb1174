using Agents.Core.Evaluation;
using Agents.Core.Formats.Graph;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions;

/// <summary>Computes states that need nothing but the context.</summary>
internal static class PureStates
{
    public static PureEvaluation Evaluate(Draft draft, Sequence sequence, Frame frame, State state)
    {
        var scope = draft.ScopeOf(frame);
        try
        {
            return state switch
            {
                SwitchState chooser => Choose(chooser, scope),
                EndState end => End(end, scope),
                CronState => Follow(draft, sequence, frame, state, null),
                InjectState inject => Follow(draft, sequence, frame, state, Templating.Render(inject.Data, scope)),
                TransformState transform => Follow(draft, sequence, frame, state, Transform(transform, scope)),
                CodeState code => Code(draft, sequence, frame, code, scope),
                _ => throw new InvalidOperationException($"State '{state.Name}' of type {state.Type} is not pure."),
            };
        }
        catch (StarlarkException problem)
        {
            return new NotEvaluated(ToError(problem));
        }
    }

    /// <summary>An expression's failure as the step's failure: what, where, and what to do.</summary>
    public static ExecutionError ToError(StarlarkException problem)
    {
        var error = problem.Error;
        var place = error.Line > 0 ? $" (line {error.Line}, column {error.Column})" : "";
        return new ExecutionError(ErrorCategory.Validation, Advice(error.Kind) is { } advice ? $"{error.Message}{place}. {advice}" : $"{error.Message}{place}");
    }

    private static string? Advice(StarlarkErrorKind kind) => kind switch
    {
        StarlarkErrorKind.Name or StarlarkErrorKind.Lookup => "Write it in an earlier state, or allow for its absence: hasattr(x, \"name\"), x.get(\"name\"), {{ x | default(...) }}.",
        StarlarkErrorKind.Type => "Convert it first, with str(x), int(x) or float(x), or look what the state before gave: the execution's context shows it.",
        StarlarkErrorKind.Value => "Guard it with a condition: a if ok else b.",
        StarlarkErrorKind.Mutation => "The context cannot be changed in place: make a new value, such as dict(x) or list(x) + [y].",
        StarlarkErrorKind.Limit => "Do less in one expression, or spread the work over several states.",
        _ => null,
    };

    private static PureEvaluation Follow(Draft draft, Sequence sequence, Frame frame, State state, JsonValue? output)
        => Transitions.After(draft, sequence, frame, state, output, output is null ? [] : Writes.Of(state, draft.Plan));

    private static PureEvaluation Choose(SwitchState chooser, StateScope scope)
    {
        JsonValue? subject = null;
        if (chooser.DataPath is { } path)
        {
            subject = scope.Follow(path);
            if (subject is null)
            {
                return new NotEvaluated(new ExecutionError(ErrorCategory.Validation, $"dataPath '{path}' leads to nothing."));
            }
        }

        var (next, condition) = Transitions.Resolve(chooser.Routes, chooser.Name, scope.About(subject));
        return condition is null
            ? new NotEvaluated(new ExecutionError(ErrorCategory.Validation, "No condition is true and there is no defaultNext."))
            : new Evaluated(null, [], next, condition);
    }

    private static PureEvaluation End(EndState end, StateScope scope)
    {
        if (!end.Fails)
        {
            return new Evaluated(null, [], null, null);
        }

        var message = end.ErrorMessage is null ? $"The workflow failed in state '{end.Name}'." : Templating.Text(end.ErrorMessage, scope);
        return new NotEvaluated(new ExecutionError(ErrorCategory.Validation, message) { Code = end.ErrorCode ?? "failed" });
    }

    private static JsonValue Transform(TransformState transform, StateScope scope)
    {
        var run = transform.Program.Execute(scope, StarlarkLimits.Default, CancellationToken.None);
        return StarlarkJson.ToJson(run.Globals.GetValueOrDefault("__result__") ?? run.Value);
    }

    private static PureEvaluation Code(Draft draft, Sequence sequence, Frame frame, CodeState code, StateScope scope)
    {
        var inputs = StepInputs.Locals(code.LocalInputs, scope) ?? JsonObject.Empty;
        var run = code.Program.Execute(scope.With(JsonObject.Of(("inputs", inputs))), StarlarkLimits.Default, CancellationToken.None);
        if (!run.Globals.TryGetValue("result", out var value))
        {
            return new NotEvaluated(new ExecutionError(ErrorCategory.Validation, "The code does not set 'result'."));
        }

        var result = StarlarkJson.ToJson(value);
        var field = draft.Plan.Fields.FirstOrDefault(candidate => candidate.Name == code.OutputField);
        return field is not null && FieldTypes.Mismatch(field.Type, result) is { } problem
            ? new NotEvaluated(new ExecutionError(ErrorCategory.Validation, $"The code's result does not fit the state field '{field.Name}': {problem}"))
            : Follow(draft, sequence, frame, code, result);
    }
}
