using System.Text.RegularExpressions;
using Agents.Cli.Commands;

namespace Agents.EndToEnd.Documents;

/// <summary>Commands that documents show are commands of the program.</summary>
public sealed partial class CommandTests
{
    private static readonly string[] Prefixes = ["dotnet run --project Agents.Cli -- ", "agents "];

    public static TheoryData<string> Commands => [.. Document.Names.SelectMany(static name => Document.Read(name).Blocks).SelectMany(CommandsOf).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void ShownCommand_Parses(string command)
        => AgentsCommand.Create().Parse([.. Words(command)]).Errors.Select(static error => error.Message).ShouldBeEmpty();

    [Fact]
    public void Readme_ShowsCommands() => Document.Read("README.md").Blocks.SelectMany(CommandsOf).ShouldNotBeEmpty();

    private static IEnumerable<string> CommandsOf(FencedBlock block)
        => block.Language != "bash" ? [] : block.Text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Select(CommandOf).OfType<string>();

    // Without what the shell does itself.
    private static string? CommandOf(string line)
        => Array.Find(Prefixes, prefix => line.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? line[prefix.Length..].Split(" > ")[0] : null;

    // As a shell reads it: what stands in quotes is one word.
    private static IEnumerable<string> Words(string command)
        => Word().Matches(command).Select(static word => Quoted().Replace(word.Value, static part => part.Value[1..^1]));

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|[^\s'""])+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Word();

    [GeneratedRegex(@"'[^']*'|""[^""]*""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();
}
