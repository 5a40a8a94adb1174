using System.CommandLine;
using Agents.Cli.Output;
using Agents.Core.Formats.Schemas;

namespace Agents.Cli.Commands;

/// <summary><c>agents schema [graph|workflow|design|test]</c>: JSON Schema of a file format, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var format = new Argument<string>("FORMAT")
        {
            Description = "workflow (state machine, the default), graph, design or test.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = static _ => "workflow",
        };
        format.AcceptOnlyFromAmong([.. FormatSchemas.Names]);
        var command = new Command("schema", "Write the JSON Schema of a file format, for editors.") { format };
        command.Runs((parsed, _) =>
        {
            new CliOutput(parsed, isJson: true).Results.WriteLine(FormatSchemas.Get(parsed.GetRequiredValue(format))!.ToIndentedJson());
            return Task.FromResult(ExitCode.Completed);
        });
        return command;
    }
}
