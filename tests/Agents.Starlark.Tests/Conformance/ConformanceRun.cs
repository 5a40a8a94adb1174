namespace Agents.Starlark.Tests.Conformance;

/// <summary>Runs chunks with the three functions that the vectors expect, and says what is wrong with them.</summary>
internal static class ConformanceRun
{
    private static readonly StarlarkLimits Limits = new() { MaxSteps = 10_000_000, MaxMemoryBytes = 256 << 20 };

    private static readonly IStarlarkScope Assertions = StarlarkScope.Of(new Dictionary<string, StarlarkValue>
    {
        ["assert_eq"] = Assertion("assert_eq", values => values[0].Equals(values[1])),
        ["assert_ne"] = Assertion("assert_ne", values => !values[0].Equals(values[1])),
        ["assert_"] = Assertion("assert_", values => values[0].IsTrue),
    });

    public static IEnumerable<string> Problems(string path)
        => ConformanceChunk.Read(path)
            .Select(chunk => (chunk.FirstLine, Problem: Problem(chunk)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{path}, chunk at line {found.FirstLine}: {found.Problem}");

    private static string? Problem(ConformanceChunk chunk)
    {
        var error = Run(chunk.Source);
        if (error is null)
        {
            return chunk.MaySucceed ? null : $"no error, wanted one that matches: {string.Join(" | ", chunk.Expected.Select(expected => expected.Message))}";
        }

        if (chunk.Expected.Any(expected => expected.Matches(error.Message)))
        {
            return null;
        }

        return chunk.IsAboutEncoding(error.Line)
            ? Problem(chunk.Without(error.Line))
            : $"{(chunk.Expected.Count == 0 ? "error" : "another error than wanted")} in line {chunk.FirstLine + error.Line - 1}: {error.Message}";
    }

    private static StarlarkError? Run(string source)
    {
        try
        {
            var program = StarlarkProgram.ParseProgram(source, StarlarkDialect.Standard).OrThrow();
            if (program.FreeNames.FirstOrDefault(name => !Assertions.TryGet(name.Name, out _)) is { } undefined)
            {
                return new StarlarkError($"undefined: {undefined.Name}", undefined.Line, undefined.Column, StarlarkErrorKind.Name);
            }

            program.Execute(Assertions, Limits);
            return null;
        }
        catch (StarlarkException failed)
        {
            return failed.Error;
        }
    }

    private static StarlarkBuiltin Assertion(string name, Func<IReadOnlyList<StarlarkValue>, bool> holds) => new(name, arguments =>
        holds(arguments.Positional)
            ? StarlarkNone.Instance
            : throw new StarlarkException(StarlarkErrorKind.Failure, $"{name}({string.Join(", ", arguments.Positional)})"));
}
