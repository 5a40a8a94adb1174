using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Tests.Executions;

/// <summary>Small plans, built as the loaders build them.</summary>
internal static class Plans
{
    public static Workflow Machine(params State[] states) => new()
    {
        Id = "test",
        Name = "Test",
        Format = WorkflowFormat.StateMachine,
        Start = new ToTransition(states[0].Name),
        States = states,
    };

    public static Workflow Graph(IReadOnlyList<StateField> fields, params State[] states) => Machine(states) with { Format = WorkflowFormat.Graph, Fields = fields };

    public static AgentState Agent(string name, string? next = null, string? task = null) => new(name)
    {
        Agent = name,
        Task = task is null ? null : Text(task),
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static InjectState Inject(string name, Core.Json.JsonValue data, string? next = null) => new(name)
    {
        Data = new ConstantValue(data),
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static TransformState Transform(string name, string expression, string? next = null) => new(name)
    {
        Expression = expression,
        Program = StarlarkProgram.ParseProgram(expression, StarlarkDialect.Programs).OrThrow(),
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static SwitchState Switch(string name, string? dataPath, string? defaultNext, params (string Condition, string Next)[] routes) => new(name)
    {
        DataPath = dataPath is null ? null : ContextPath.TryParse(dataPath),
        Routes = new RoutesTransition([.. routes.Select(route => Route(route.Condition, route.Next))], defaultNext is null ? null : new ToTransition(defaultNext)),
    };

    public static StateBlock Block(params State[] states) => new(states[0].Name, states);

    public static ParallelState Parallel(string name, string? next, params (string Name, StateBlock Block)[] branches) => new(name)
    {
        Branches = [.. branches.Select(static branch => new Branch(branch.Name, branch.Block))],
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static ForeachState Foreach(string name, string itemsPath, StateBlock iterator, string? next = null) => new(name)
    {
        ItemsPath = ContextPath.TryParse(itemsPath)!,
        Iterator = iterator,
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static TryState Try(string name, StateBlock tried, StateBlock? caught = null, StateBlock? always = null, string? next = null) => new(name)
    {
        Try = tried,
        Catch = caught,
        Finally = always,
        Next = next is null ? EndTransition.Instance : new ToTransition(next),
    };

    public static EndState Fail(string name, string code, string message) => new(name) { Fails = true, ErrorCode = code, ErrorMessage = Text(message) };

    public static Route Route(string condition, string next)
        => new(condition, StarlarkProgram.ParseExpression(condition, StarlarkDialect.Conditions).OrThrow(), new ToTransition(next));

    /// <summary>A template in which <c>{{ x }}</c> is an expression.</summary>
    public static Template Text(string text)
    {
        var parts = text.Split("{{").SelectMany((piece, index) => index == 0 ? [new LiteralPart(piece)] : Expression(piece));
        return new Template(text, [.. parts.Where(static part => part is not LiteralPart { Text: "" })]);
    }

    private static IEnumerable<TemplatePart> Expression(string piece)
    {
        var end = piece.IndexOf("}}", StringComparison.Ordinal);
        var source = piece[..end].Trim();
        yield return new ExpressionPart(source, StarlarkProgram.ParseExpression(source, StarlarkDialect.Conditions).OrThrow(), null, default);
        yield return new LiteralPart(piece[(end + 2)..]);
    }
}
