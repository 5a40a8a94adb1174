namespace Agents.Starlark;

/// <summary>A program, parsed and resolved once. Immutable: it can be cached and run by many threads at the same time.</summary>
public sealed class StarlarkProgram
{
    private readonly FunctionCode _code;

    private StarlarkProgram(FunctionCode code, Resolver resolver, IReadOnlyList<Statement> statements, StarlarkDialect dialect, string fileName)
    {
        (_code, Dialect, FileName) = (code, dialect, fileName);
        ReadPaths = PathCollector.Collect(statements, dialect);
        Uses = UseCollector.Collect(statements, dialect);
        FreeNames = resolver.FreeNames;
        GlobalNames = [.. resolver.Globals.Keys];
    }

    public StarlarkDialect Dialect { get; }

    /// <summary>The name that errors carry.</summary>
    public string FileName { get; }

    /// <summary>Names that the program takes from its scope: neither defined by it nor built in. In the order of their first use.</summary>
    public IReadOnlyList<StarlarkName> FreeNames { get; }

    /// <summary>What the program reads below its free names, for checks before it runs.</summary>
    public IReadOnlyList<StarlarkPath> ReadPaths { get; }

    /// <summary>How the program uses what it reads, as far as its text tells: a guess, good enough to make up data that it runs on.</summary>
    public IReadOnlyList<StarlarkUse> Uses { get; }

    /// <summary>Names that the program assigns at top level.</summary>
    public IReadOnlyList<string> GlobalNames { get; }

    /// <summary>Parses one expression, which may go over several lines.</summary>
    public static StarlarkParseResult ParseExpression(string source, StarlarkDialect dialect, string fileName = "<expression>")
    {
        var diagnostics = new Diagnostics(fileName);
        return Complete(Parser.ParseExpression(source, dialect, diagnostics), dialect, diagnostics, fileName);
    }

    /// <summary>Parses statements. Where the last of them is an expression, its value is the program's.</summary>
    public static StarlarkParseResult ParseProgram(string source, StarlarkDialect dialect, string fileName = "<program>")
    {
        var diagnostics = new Diagnostics(fileName);
        return Complete(Parser.ParseProgram(source, dialect, diagnostics), dialect, diagnostics, fileName);
    }

    /// <summary>Runs the program for its value.</summary>
    /// <param name="scope">The host's names.</param>
    /// <param name="limits">What the run may use; null for <see cref="StarlarkLimits.Default"/>.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="StarlarkException">The program failed, reached a limit or was cancelled.</exception>
    public StarlarkValue Evaluate(IStarlarkScope scope, StarlarkLimits? limits = null, CancellationToken cancellation = default)
    {
        var thread = new StarlarkThread(Dialect.Features, limits ?? StarlarkLimits.Default, cancellation);
        return Frozen(thread.Run(new ProgramInstance(this, scope), _code));
    }

    /// <summary>Runs the program for its value and what its global variables hold then.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public StarlarkRun Execute(IStarlarkScope scope, StarlarkLimits? limits = null, CancellationToken cancellation = default)
    {
        var thread = new StarlarkThread(Dialect.Features, limits ?? StarlarkLimits.Default, cancellation);
        var instance = new ProgramInstance(this, scope);
        var value = Frozen(thread.Run(instance, _code));
        Dictionary<string, StarlarkValue> globals = [];
        for (var i = 0; i < GlobalNames.Count; i++)
        {
            if (instance.Globals[i] is { } global)
            {
                globals.Add(GlobalNames[i], Frozen(global));
            }
        }

        return new StarlarkRun(value, globals, thread.Printed, thread.Steps);
    }

    private static StarlarkParseResult Complete(
        IReadOnlyList<Statement> statements, StarlarkDialect dialect, Diagnostics diagnostics, string fileName)
    {
        var resolver = diagnostics.Any ? null : Resolver.Resolve(statements, dialect, diagnostics);
        if (resolver is null || diagnostics.Any)
        {
            return new StarlarkParseResult(null, diagnostics.InSourceOrder());
        }

        var code = new Compiler(dialect).Program(statements, resolver.Module);
        return new StarlarkParseResult(new StarlarkProgram(code, resolver, statements, dialect, fileName), []);
    }

    private static StarlarkValue Frozen(StarlarkValue value)
    {
        if (value is StarlarkSequence or StarlarkMapping or StarlarkSet or StarlarkCallable)
        {
            var walk = new ValueWalk();
            walk.Add(value);
            walk.Freeze();
        }

        return value;
    }
}
