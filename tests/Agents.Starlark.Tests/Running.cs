namespace Agents.Starlark.Tests;

/// <summary>Short ways to run source in tests; results are compared as <c>repr</c> shows them.</summary>
internal static class Running
{
    public static string Value(string source, StarlarkDialect? dialect = null, IStarlarkScope? scope = null)
        => StarlarkProgram.ParseProgram(source, dialect ?? StarlarkDialect.Standard).OrThrow().Evaluate(scope ?? StarlarkScope.Empty).ToString();

    public static string Expression(string source, IStarlarkScope? scope = null, StarlarkDialect? dialect = null)
        => StarlarkProgram.ParseExpression(source, dialect ?? StarlarkDialect.Conditions).OrThrow().Evaluate(scope ?? StarlarkScope.Empty).ToString();

    public static StarlarkError Failure(string source, StarlarkDialect? dialect = null, IStarlarkScope? scope = null, StarlarkLimits? limits = null)
        => Should.Throw<StarlarkException>(() => StarlarkProgram
            .ParseProgram(source, dialect ?? StarlarkDialect.Standard).OrThrow()
            .Execute(scope ?? StarlarkScope.Empty, limits)).Error;

    public static StarlarkError SyntaxError(string source, StarlarkDialect? dialect = null)
        => StarlarkProgram.ParseProgram(source, dialect ?? StarlarkDialect.Standard).Errors[0];
}
