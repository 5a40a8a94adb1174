using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Executions.Reads;

/// <summary>Lists everything that a state reads by name, those inside its blocks left to themselves.</summary>
internal static class StateReads
{
    public static IEnumerable<StateRead> Of(State state)
        => Own(state).Concat(Values(state.Input)).Concat(Routes(state.Next));

    /// <summary>What a path reads.</summary>
    public static StateRead Path(ContextPath path, StarlarkUseKind kind)
        => new(new StarlarkUse(Segments(path), kind) { Required = kind != StarlarkUseKind.Unknown }) { IsRooted = path.IsRooted };

    /// <summary>A path as programs write theirs.</summary>
    public static object[] Segments(ContextPath path)
        => [.. path.Segments.Select(static segment => segment.Key ?? (object)(long)segment.Index)];

    public static IEnumerable<StateRead> Routes(Transition transition) => transition switch
    {
        RoutesTransition routes => routes.Routes.SelectMany(static route => Condition(route.Program).Concat(Routes(route.Target)))
            .Concat(routes.Default is null ? [] : Routes(routes.Default)),
        LoopTransition loop => (loop.Until is { } until ? Condition(until.Program) : Field(loop.ConditionField)).Concat(Routes(loop.Exit)),
        _ => [],
    };

    private static IEnumerable<StateRead> Own(State state) => state switch
    {
        AgentState agent => Text(agent.Task).Concat(Values(agent.Variables)),
        SwitchState choice => Routes(choice.Routes).Select(read => read with { SeesData = choice.DataPath is not null })
            .Concat(choice.DataPath is { } data ? [Path(data, StarlarkUseKind.Unknown)] : []),
        InjectState inject => Values(inject.Data, []),
        TransformState transform => transform.Program.Uses.Select(static use => new StateRead(use) { Part = use.PartOf is { } part ? [.. part] : null }),
        EndState end => Text(end.ErrorMessage),
        ApprovalState approval => Text(approval.Title).Concat(Text(approval.Message))
            .Concat(approval.SummaryPath is { } summary ? [Path(summary, StarlarkUseKind.Unknown)] : []),
        TimerState timer => Text(timer.Until),
        ForeachState loop => [Path(loop.ItemsPath, StarlarkUseKind.List)],
        PatternState pattern => Text(pattern.Task),
        _ => [],
    };

    private static IEnumerable<StateRead> Condition(StarlarkProgram program)
        => program.Uses.Select(static use => new StateRead(use is { Kind: StarlarkUseKind.Unknown, PartOf: [] } ? use with { Kind = StarlarkUseKind.Truth } : use));

    private static IEnumerable<StateRead> Field(string? field)
        => field is null ? [] : [new StateRead(new StarlarkUse([field], StarlarkUseKind.Truth))];

    private static IEnumerable<StateRead> Text(Template? template)
        => (template?.Parts ?? []).OfType<ExpressionPart>()
            .SelectMany(static part => part.Program.Uses.Concat(part.Default?.Uses ?? []))
            .Select(static use => new StateRead(use));

    private static IEnumerable<StateRead> Values(TemplateValue? value, object[]? at = null) => value switch
    {
        TextValue { Template: { IsSingleExpression: true } template } when at is not null
            => Text(template).Select(read => read.Use.PartOf is { } part ? read with { Part = [.. at, .. part] } : read),
        TextValue text => Text(text.Template),
        ObjectValue members => members.Members.SelectMany(member => Values(member.Value, at is null ? null : [.. at, member.Key])),
        ArrayValue items => items.Items.SelectMany(item => Values(item, at is null ? null : [.. at, 0L])),
        _ => [],
    };
}
