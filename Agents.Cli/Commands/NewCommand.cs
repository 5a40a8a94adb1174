using System.CommandLine;
using Agents.Cli.Output;
using Agents.Cli.Starters;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents new NAME</c>: a starter workflow that runs as it is.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The workflow's id: letters, digits, '-' and '_'. Also names the file." };
        var folder = new Option<string>("--output", "-o") { Description = "Folder to write to.", DefaultValueFactory = static _ => ".", HelpName = "FOLDER" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file where it exists." };
        var command = new Command("new", "Write a starter workflow.") { name, folder, force };
        command.Runs((parsed, _) => Task.FromResult(Write(
            new CliOutput(parsed, isJson: false), parsed.GetRequiredValue(name), parsed.GetRequiredValue(folder), parsed.GetValue(force))));
        return command;
    }

    private static int Write(CliOutput output, string name, string folder, bool force)
    {
        var text = StarterWorkflow.Of(name);
        var file = Path.Combine(folder, $"{name}.workflow.yaml");
        try
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(file, force ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }
        catch (IOException) when (!force && File.Exists(file))
        {
            throw new CliException($"The file '{file}' exists. Choose another name, or overwrite it with --force.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file '{file}' cannot be written: {problem.Message}", ExitCode.Failed);
        }

        output.People.WriteLine($"Wrote {file}. Try it:");
        output.People.WriteLine($"  agents run {file} --sample");
        return ExitCode.Completed;
    }
}
