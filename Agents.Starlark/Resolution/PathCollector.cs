namespace Agents.Starlark;

/// <summary>
/// Finds what a program reads below its free names. A path is guarded when the program allows for its absence: it asks with
/// <c>hasattr</c>, <c>.get</c>, <c>getattr</c> with a default or <c>in</c>, anywhere, since the read itself usually follows the question.
/// </summary>
internal sealed class PathCollector
{
    private readonly List<Read> _reads = [];
    private readonly HashSet<string> _guards = [];
    private readonly HashSet<NameExpression> _roots = new(ReferenceEqualityComparer.Instance);

    public static IReadOnlyList<StarlarkPath> Collect(IReadOnlyList<Statement> statements, StarlarkDialect dialect)
    {
        var collector = new PathCollector();
        foreach (var expression in SyntaxWalk.Expressions(statements))
        {
            collector.Visit(expression, dialect);
        }

        return [.. collector._reads
            .Select(read => read.ToPath(collector._guards))
            .DistinctBy(path => (path.ToString(), path.Guarded))];
    }

    private void Visit(Expression expression, StarlarkDialect dialect)
    {
        switch (expression)
        {
            case NameExpression { Binding: Binding.Outer } name when !Universe.Knows(dialect, name.Name):
                Add(new Read(name, [name.Name]), isGuard: false);
                break;
            case DotExpression or IndexExpression when Chain(expression) is { } read:
                Add(read, isGuard: false);
                break;
            case CallExpression { Callee: NameExpression { Name: "hasattr" or "getattr" } callee, Arguments: [var target, { Value: LiteralExpression { Value: StarlarkString key } }, ..] } call
                when Chain(target.Value) is { } read:
                Add(read with { Segments = [.. read.Segments, key.Value] }, callee.Name == "hasattr" || call.Arguments.Count > 2);
                break;
            case CallExpression { Callee: DotExpression { Name: "get" } get, Arguments: [{ Value: LiteralExpression { Value: StarlarkString key } }, ..] }
                when Chain(get.Object) is { } read:
                Add(read with { Segments = [.. read.Segments, key.Value] }, isGuard: true);
                break;
            case BinaryExpression { First: LiteralExpression { Value: StarlarkString key }, Tail: [{ Operator: "in" or "not in" } tail] }
                when Chain(tail.Operand) is { } read:
                Add(read with { Segments = [.. read.Segments, key.Value] }, isGuard: true);
                break;
        }
    }

    private void Add(Read read, bool isGuard)
    {
        if (isGuard)
        {
            _guards.Add(read.Key());
        }

        // The longest chain from a name is seen first and says everything: what it goes through is not listed by itself.
        if (_roots.Add(read.Root))
        {
            _reads.Add(read);
        }
    }

    /// <summary>The chain that an expression is, from a free name through constant keys; <c>.get("k")</c> is a link of it.</summary>
    private static Read? Chain(Expression expression) => expression switch
    {
        NameExpression { Binding: Binding.Outer } name => new Read(name, [name.Name]),
        ParenthesizedExpression { Inner: var inner } => Chain(inner),
        DotExpression dot => Link(dot.Object, dot.Name),
        IndexExpression { Index: LiteralExpression { Value: StarlarkString key } } index => Link(index.Object, key.Value),
        IndexExpression { Index: LiteralExpression { Value: StarlarkInt { IsSmall: true } key } } index => Link(index.Object, key.Small),
        CallExpression { Callee: DotExpression { Name: "get" } get, Arguments: [{ Value: LiteralExpression { Value: StarlarkString key } }, ..] } =>
            Chain(get.Object) is { } read ? read with { Segments = [.. read.Segments, key.Value], GuardedFrom = Math.Min(read.GuardedFrom, read.Segments.Count) } : null,
        _ => null,
    };

    private static Read? Link(Expression target, object segment)
        => Chain(target) is { } read ? read with { Segments = [.. read.Segments, segment] } : null;

    /// <param name="Root">The free name.</param>
    /// <param name="Segments">The name and what follows.</param>
    private sealed record Read(NameExpression Root, IReadOnlyList<object> Segments)
    {
        /// <summary>The index of the first segment that was asked for by <c>.get</c>: it and all after it may be missing.</summary>
        public int GuardedFrom { get; init; } = int.MaxValue;

        public string Key(int count = int.MaxValue) => string.Join('\0', Segments.Take(count));

        public StarlarkPath ToPath(HashSet<string> guards)
        {
            var guarded = Enumerable.Range(1, Segments.Count).FirstOrDefault(count => guards.Contains(Key(count)), int.MaxValue);
            return new StarlarkPath(Segments, Math.Min(guarded, GuardedFrom) <= Segments.Count, Root.Position.Line, Root.Position.Column);
        }
    }
}
