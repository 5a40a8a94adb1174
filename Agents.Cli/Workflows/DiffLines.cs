using System.Text.Json;
using Agents.Client.Workflows;
using Spectre.Console;

namespace Agents.Cli.Workflows;

/// <summary>A difference as a terminal shows it: what it means, then a unified diff.</summary>
internal sealed class DiffLines(IAnsiConsole console)
{
    private const int LongestValue = 200;

    public void Write(WorkflowDiff diff)
    {
        if (diff.Hunks.Count == 0)
        {
            console.WriteLine($"Versions {diff.From} and {diff.To} are the same.");
            return;
        }

        if (diff.Changes.Count == 0)
        {
            console.WriteLine("They do the same: only comments, order or spelling differ.");
        }

        foreach (var change in diff.Changes)
        {
            Write(change);
        }

        console.WriteLine();
        console.WriteLine($"--- {diff.WorkflowId} version {diff.From}");
        console.WriteLine($"+++ {diff.WorkflowId} version {diff.To}");
        foreach (var hunk in diff.Hunks)
        {
            Write(hunk);
        }
    }

    private void Write(WorkflowChangeRecord change)
    {
        console.MarkupLineInterpolated($"{Sign(change.Kind)} {change.Subject} [bold]{change.Name}[/]");
        foreach (var part in change.Parts)
        {
            var place = part.Path.Length == 0 ? "" : $"{part.Path}: ";
            console.WriteLine($"    {place}{Text(part.Before)} → {Text(part.After)}");
        }
    }

    private void Write(DiffHunk hunk)
    {
        console.MarkupLineInterpolated($"[blue]@@ -{hunk.FromLine},{hunk.FromCount} +{hunk.ToLine},{hunk.ToCount} @@[/]");
        foreach (var line in hunk.Lines)
        {
            console.MarkupLine(line.Kind switch
            {
                DiffLineKinds.Added => $"[green]+{line.Text.EscapeMarkup()}[/]",
                DiffLineKinds.Removed => $"[red]-{line.Text.EscapeMarkup()}[/]",
                _ => $" {line.Text.EscapeMarkup()}",
            });
        }
    }

    private static string Sign(string kind) => kind switch
    {
        "added" => "+",
        "removed" => "-",
        _ => "~",
    };

    private static string Text(JsonElement? value)
    {
        var text = value?.GetRawText() ?? "nothing";
        return text.Length > LongestValue ? $"{text[..LongestValue]}…" : text;
    }
}
