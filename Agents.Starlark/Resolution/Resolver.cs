namespace Agents.Starlark;

/// <summary>
/// Gives every name its binding and checks what the grammar alone can't: where statements may stand, what may be rebound, and how
/// deeply the tree nests (the compiler and the running program recurse over it, so its height is their stack).
/// </summary>
internal sealed partial class Resolver
{
    /// <summary>Limits the height of an expression's tree, suffixes included.</summary>
    private const int MaxHeight = 200;

    private readonly StarlarkDialect _dialect;
    private readonly Diagnostics _diagnostics;
    private readonly Dictionary<string, StarlarkName> _freeNames = [];
    private readonly HashSet<string> _assigned = [];
    private Block _block;
    private int _loops;
    private int _height;

    private Resolver(StarlarkDialect dialect, Diagnostics diagnostics)
    {
        (_dialect, _diagnostics) = (dialect, diagnostics);
        _block = Module = new FunctionBlock(null);
    }

    public FunctionBlock Module { get; }

    public Dictionary<string, int> Globals { get; } = [];

    public IReadOnlyList<StarlarkName> FreeNames => [.. _freeNames.Values];

    private bool AtTopLevel => _block.Function == Module;

    public static Resolver Resolve(IReadOnlyList<Statement> program, StarlarkDialect dialect, Diagnostics diagnostics)
    {
        var resolver = new Resolver(dialect, diagnostics);
        resolver.DeclareGlobals(program);
        resolver.Statements(program);
        return resolver;
    }

    private void DeclareGlobals(IReadOnlyList<Statement> program)
    {
        Dictionary<string, NameExpression> first = [];
        foreach (var name in Targets.Of(program))
        {
            if (Globals.TryAdd(name.Name, Globals.Count))
            {
                first.Add(name.Name, name);
            }
            else if (!_dialect.Has(StarlarkFeatures.TopLevelRebinding))
            {
                var line = first[name.Name].Position.Line;
                _diagnostics.Add(name.Position, $"cannot reassign global {name.Name} declared on line {line}");
            }
        }
    }

    private void Statements(IReadOnlyList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement { Value: var value }:
                Visit(value);
                break;
            case AssignStatement assign:
                Visit(assign.Value);
                VisitTarget(assign.Target);
                break;
            case AugmentedStatement augmented:
                Visit(augmented.Target);
                Visit(augmented.Value);
                VisitTarget(augmented.Target);
                break;
            case IfStatement choice:
                VisitIf(choice);
                break;
            case ForStatement loop:
                VisitFor(loop);
                break;
            case DefStatement def:
                VisitTarget(def.Name);
                VisitFunction(def.Function);
                break;
            case ReturnStatement result:
                VisitReturn(result);
                break;
            case JumpStatement { Kind: not JumpKind.Pass } jump when _loops == 0:
                _diagnostics.Add(jump.Position, jump.Kind == JumpKind.Break ? "break not in a loop" : "continue not in a loop");
                break;
        }
    }

    private void VisitIf(IfStatement choice)
    {
        RequireFunction(choice.Position, "if statement");
        foreach (var branch in choice.Branches)
        {
            Visit(branch.Condition);
            Statements(branch.Body);
        }

        Statements(choice.Else);
    }

    private void VisitFor(ForStatement loop)
    {
        RequireFunction(loop.Position, "for loop");
        Visit(loop.Iterable);
        _loops++;
        VisitTarget(loop.Target);
        Statements(loop.Body);
        _loops--;
    }

    private void RequireFunction(SourcePosition position, string what)
    {
        if (AtTopLevel && !_dialect.Has(StarlarkFeatures.TopLevelControl))
        {
            _diagnostics.Add(position, $"{what} not within a function");
        }
    }

    private void VisitReturn(ReturnStatement result)
    {
        if (AtTopLevel)
        {
            _diagnostics.Add(result.Position, "return statement not within a function");
        }

        if (result.Value is { } value)
        {
            Visit(value);
        }
    }

    private void VisitFunction(FunctionSyntax function)
    {
        foreach (var parameter in function.Parameters)
        {
            Visit(parameter.Default);
        }

        var (outer, loops) = (_block, _loops);
        var block = new FunctionBlock(outer);
        function.Block = block;
        (_block, _loops) = (block, 0);
        foreach (var parameter in function.Parameters)
        {
            if (parameter.Name is { } name)
            {
                name.Binding = new Binding.Local(block.Declare(name.Name));
            }
        }

        foreach (var name in Targets.Of(function.Body))
        {
            block.Declare(name.Name);
        }

        Statements(function.Body);
        (_block, _loops) = (outer, loops);
    }
}
