using System.Text.RegularExpressions;

namespace Agents.Silo.Chat;

/// <summary>
/// Parts a model's answer into words, which may be shown as they come, and a definition, which is shown only once it has passed the validator. Whatever looks like the
/// beginning of a definition, in a fence or not, ends the words.
/// </summary>
internal sealed partial class ModelProse(Action<string> onText)
{
    private string _held = "";
    private bool _isLineStart = true;
    private bool _isOver;

    /// <summary>Takes the next piece and passes on what is surely words.</summary>
    public void Add(string piece)
    {
        if (_isOver)
        {
            return;
        }

        _held += piece;
        while (_held.Length > 0 && !_isOver && Take())
        {
        }
    }

    /// <summary>The definition of an answer; null where it has none.</summary>
    public static string? Definition(string answer)
    {
        var fences = Fence().Matches(answer);
        return fences.Count > 0 ? fences[^1].Groups["text"].Value.Trim('\n') + "\n" : Key().Match(answer) is { Success: true } key ? answer[key.Index..].Trim() + "\n" : null;
    }

    /// <summary>The words of an answer, without anything in fences.</summary>
    public static string Words(string answer)
    {
        var fence = answer.IndexOf("```", StringComparison.Ordinal);
        var key = Key().Match(answer);
        var end = Math.Min(fence < 0 ? answer.Length : fence, key.Success ? key.Index : answer.Length);
        return answer[..end].Trim();
    }

    // A line's first word tells whether the line is a key of a definition.
    private bool Take()
    {
        if (_isLineStart)
        {
            var word = _held.TrimStart(' ');
            var end = word.AsSpan().IndexOfAny(" \n");
            if (end < 0 && word.Length < 24)
            {
                return false;
            }

            if (word.StartsWith("```", StringComparison.Ordinal) || Key().IsMatch(word))
            {
                _isOver = true;
                return false;
            }
        }

        // A fence may also begin within a line, and come in pieces.
        var fence = _held.IndexOf("```", StringComparison.Ordinal);
        var line = _held.IndexOf('\n');
        var stop = fence >= 0 && (line < 0 || fence < line) ? fence : line >= 0 ? line + 1 : _held.Length - _held.AsSpan().Length + _held.AsSpan().TrimEnd('`').Length;
        _isOver = fence >= 0 && stop == fence;
        if (stop > 0)
        {
            onText(_held[..stop]);
        }

        _isLineStart = line >= 0 && stop == line + 1;
        _held = _held[stop..];
        return stop > 0 && _held.Length > 0;
    }

    [GeneratedRegex(@"```[A-Za-z]*[ \t]*\n(?<text>.*?)(?:```|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:id|name|version|description|tags|start|states|agents|inputSchema|schema_version|flow|nodes|edges|environment|blocks|---):?(?:\s|$)(?<=:\s?|---\s?)", RegexOptions.Multiline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Key();
}
