using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.Starlark;

namespace Agents.Core.Patterns;

/// <summary>
/// Makes the states of one pattern. What its states give is kept under <c>_pattern</c>, in a context of the block's own;
/// their names begin with the pattern state's, so that they hide nothing that the task's templates read.
/// </summary>
internal sealed class PatternBuilder(PatternState pattern)
{
    private readonly List<State> _states = [];
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>The pattern's agents, each with a name that no other has.</summary>
    public IReadOnlyList<PatternAgent> Agents => pattern.Agents;

    public PatternBuilder Add(State state)
    {
        _states.Add(state);
        return this;
    }

    public StateBlock Build(string start) => new(Name(start), _states);

    public string Name(string part) => $"{pattern.Name}.{KeyOf(part)}";

    public ToTransition To(string part) => new(Name(part));

    /// <summary>A name for an agent's state: its own, with its place where another agent has the same.</summary>
    public string PartOf(int agent)
        => Agents.Count(other => other.Name == Agents[agent].Name) == 1 ? Agents[agent].Name : $"{Agents[agent].Name}-{agent + 1}";

    /// <summary>One call of an agent.</summary>
    /// <param name="part">What the state is called inside of the pattern.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="input">Expression of what it gets; null means what the state before gave.</param>
    /// <param name="next">Where to go; null is the end of the block.</param>
    public AgentState Call(string part, PatternAgent agent, string? input, string? next) => new(Name(part))
    {
        Agent = agent.Name,
        Definition = agent.Definition,
        Task = pattern.Task,
        Input = input is null ? null : Value(input),
        Retry = pattern.Retry,
        ResultPath = PlaceOf(part),
        Next = next is null ? EndTransition.Instance : To(next),
        Position = pattern.Position,
    };

    /// <summary>The task with a sentence after it that tells the agent its part.</summary>
    public Template TaskWith(string sentence) => pattern.Task is { } task
        ? new Template($"{task.Text}\n\n{sentence}", [.. task.Parts, new LiteralPart($"\n\n{sentence}")])
        : new Template(sentence, [new LiteralPart(sentence)]);

    /// <summary>A value that is computed and kept, or, at the end of the block, given.</summary>
    public TransformState Compute(string part, string expression, string? next) => new(Name(part))
    {
        Expression = expression,
        Program = StarlarkProgram.ParseProgram(expression, StarlarkDialect.Programs, part).OrThrow(),
        ResultPath = next is null ? null : PlaceOf(part),
        Next = next is null ? EndTransition.Instance : To(next),
    };

    public SwitchState Choose(string part, string otherwise, params IEnumerable<(StarlarkProgram Program, string Condition, string Next)> routes) => new(Name(part))
    {
        Routes = new RoutesTransition([.. routes.Select(route => new Route(route.Condition, route.Program, To(route.Next)))], To(otherwise)),
    };

    public static (StarlarkProgram Program, string Condition, string Next) If(string condition, string next) => (Expression(condition), condition, next);

    /// <summary>A value that an expression gives, of whatever type that is.</summary>
    public static TextValue Value(string expression)
        => new(new Template($"{{{{ {expression} }}}}", [new ExpressionPart(expression, Expression(expression), null, default)]));

    /// <summary>Where a part's result is read.</summary>
    public string Result(string part) => $"_pattern.{KeyOf(part)}";

    /// <summary>Where a part's result is written.</summary>
    public ContextPath PlaceOf(string part) => ContextPath.OfKeys("_pattern", KeyOf(part));

    /// <summary>A text as Starlark writes it.</summary>
    public static string Quote(string text) => ((JsonValue)text).ToJson();

    private static StarlarkProgram Expression(string text) => StarlarkProgram.ParseExpression(text, StarlarkDialect.Conditions, "pattern").OrThrow();

    // Agents may be called anything; names of states and keys of the context may not.
    private string KeyOf(string part)
    {
        if (!_keys.TryGetValue(part, out var key))
        {
            key = string.Concat(part.Select(static letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
            key = char.IsAsciiDigit(key[0]) ? $"_{key}" : key;
            _keys.Add(part, key = _keys.ContainsValue(key) ? $"{key}_{_keys.Count}" : key);
        }

        return key;
    }
}
