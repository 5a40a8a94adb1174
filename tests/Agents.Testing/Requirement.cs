using Xunit;

namespace Agents.Testing;

/// <summary>
/// What a test needs beyond the SDK. A missing part skips the test with a message, or fails it
/// where <c>AGENTS_TEST_REQUIRE</c> (comma-separated: <c>browser,postgres,docker,vectors,vectors-draft7,strace,mount</c>) names it.
/// </summary>
public static class Requirement
{
    /// <summary>Skips the calling <c>[SkippableFact]</c> unless <paramref name="present"/>; fails it where the part is required.</summary>
    /// <param name="name">The part's name in <c>AGENTS_TEST_REQUIRE</c>.</param>
    /// <param name="present">Whether this machine has it.</param>
    /// <param name="howToGet">What to install or set, for the message.</param>
    public static void Need(string name, bool present, string howToGet)
    {
        if (present)
        {
            return;
        }

        var message = $"This test needs '{name}': {howToGet}";
        Assert.False(IsRequired(name), $"{message} AGENTS_TEST_REQUIRE names it.");
        Skip.If(true, message);
    }

    /// <summary>Whether <c>AGENTS_TEST_REQUIRE</c> names the part.</summary>
    public static bool IsRequired(string name)
        => (Environment.GetEnvironmentVariable("AGENTS_TEST_REQUIRE") ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(name, StringComparer.OrdinalIgnoreCase);
}
