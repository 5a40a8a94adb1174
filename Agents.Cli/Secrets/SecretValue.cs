using Agents.Cli.Output;
using Spectre.Console;

namespace Agents.Cli.Secrets;

/// <summary>Where a secret comes from: a file, standard input, or somebody who types it unseen. Never the command line.</summary>
internal static class SecretValue
{
    /// <exception cref="CliException">There is none, or the file cannot be read.</exception>
    public static async Task<string> ReadAsync(string name, string? file, CliOutput output, CancellationToken cancellationToken)
    {
        var value = file is not null ? await ReadFileAsync(file, cancellationToken)
            : Console.IsInputRedirected ? await Console.In.ReadToEndAsync(cancellationToken)
            : await new TextPrompt<string>($"Value of {Markup.Escape(name)}:").Secret(null).ShowAsync(output.Errors, cancellationToken);
        // Editors and echo end files with a line end.
        value = value.TrimEnd('\r', '\n');
        return value.Length > 0 ? value : throw new CliException("The value is empty.");
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The file cannot be read: {problem.Message}");
        }
    }
}
