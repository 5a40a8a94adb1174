using System.CommandLine.Parsing;
using Agents.Cli.Commands;

namespace Agents.EndToEnd.Documents;

/// <summary>Commands that documents show are commands of the program.</summary>
public sealed class CommandTests
{
    private static readonly string[] Prefixes = ["dotnet run --project Agents.Cli -- ", "agents "];

    public static TheoryData<string> Commands => [.. Document.Names.SelectMany(static name => Document.Read(name).Blocks).SelectMany(CommandsOf).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void ShownCommand_Parses(string command)
        => AgentsCommand.Create().Parse([.. CommandLineParser.SplitCommandLine(command)]).Errors.Select(static error => error.Message).ShouldBeEmpty();

    [Fact]
    public void Readme_ShowsCommands() => Document.Read("README.md").Blocks.SelectMany(CommandsOf).ShouldNotBeEmpty();

    private static IEnumerable<string> CommandsOf(FencedBlock block)
        => block.Language != "bash" ? [] : block.Text.Replace("\\\n", "", StringComparison.Ordinal).Split('\n').Select(CommandOf).OfType<string>();

    // Without what the shell does itself.
    private static string? CommandOf(string line)
        => Array.Find(Prefixes, prefix => line.StartsWith(prefix, StringComparison.Ordinal)) is { } prefix ? line[prefix.Length..].Split(" > ")[0] : null;
}
