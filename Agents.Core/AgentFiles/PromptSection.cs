using System.Text.RegularExpressions;
using Agents.Core.Diagnostics;
using Agents.Core.Workflows;
using HandlebarsDotNet;

namespace Agents.Core.AgentFiles;

/// <summary>A part of a prompt that is one message.</summary>
/// <param name="Role">Whose words it is.</param>
/// <param name="Text">Handlebars.</param>
/// <param name="Line">The line of the file in which it begins.</param>
internal sealed record PromptSection(PromptRole Role, string Text, int Line)
{
    /// <summary>Checks that the section is Handlebars, and that it asks for nothing that does not exist.</summary>
    public void Check(DiagnosticBag bag)
    {
        try
        {
            PromptLanguage.Compile(Text)(PromptValues.Of(Json.JsonObject.Empty));
        }
        catch (HandlebarsException problem)
        {
            bag.Error(
                DiagnosticCodes.InvalidPrompt, new(new SourcePosition(Line, 1), null), $"This part of the prompt is not Handlebars: {problem.GetBaseException().Message}",
                "Each section between two {{role}} is read by itself: a block begins and ends in the same section. Helpers: if, unless, each, with, lookup, json, ifEquals, unlessEquals.");
        }
    }
}

/// <summary>Cuts a prompt's body at <c>{{role "..."}}</c>. What stands before the first one is the user's, as dotprompt has it.</summary>
internal static partial class PromptSections
{
    private static readonly string[] Roles = ["system", "user", "model", "assistant"];

    /// <param name="body">The text after the front matter.</param>
    /// <param name="firstLine">The line of the file in which it begins.</param>
    /// <param name="bag">Takes what is wrong.</param>
    public static IReadOnlyList<PromptSection> Read(string body, int firstLine, DiagnosticBag bag)
    {
        var sections = new List<PromptSection>();
        var (role, start) = (PromptRole.User, 0);
        foreach (Match mark in Mark().Matches(body))
        {
            if (!mark.Groups["role"].Success)
            {
                continue;
            }

            Add(body[start..mark.Index], start);
            start = mark.Index + mark.Length;
            role = RoleOf(mark.Groups["name"].Value, PlaceAt(body, mark.Index, firstLine), bag);
        }

        Add(body[start..], start);
        Notice(body, firstLine, bag);
        foreach (var section in sections)
        {
            section.Check(bag);
        }

        return sections;

        void Add(string text, int at)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                var begins = at + text.Length - text.TrimStart().Length;
                sections.Add(new PromptSection(role, Silenced().Replace(text, "").Trim(), PlaceAt(body, begins, firstLine).Position.Line));
            }
        }
    }

    private static PromptRole RoleOf(string name, Place place, DiagnosticBag bag)
    {
        switch (name)
        {
            case "system":
                return PromptRole.System;
            case "user":
                return PromptRole.User;
            case "model" or "assistant":
                return PromptRole.Model;
            default:
                bag.Error(DiagnosticCodes.InvalidPrompt, place, $"There is no role '{name}'.", bag.DidYouMean(name, Roles, "The roles are system, user and model."), actual: name);
                return PromptRole.User;
        }
    }

    private static void Notice(string body, int firstLine, DiagnosticBag bag)
    {
        foreach (Match found in Silenced().Matches(body))
        {
            var isMedia = found.Value.Contains("media", StringComparison.Ordinal);
            bag.Inform(
                DiagnosticCodes.IgnoredPrompt, PlaceAt(body, found.Index, firstLine),
                isMedia ? "{{media}} is ignored: agents are given text." : "{{history}} is ignored: each step is a conversation of its own, which follows the last message.");
        }
    }

    private static Place PlaceAt(string body, int index, int firstLine)
    {
        var before = body.AsSpan(0, index);
        return new(new SourcePosition(firstLine + before.Count('\n'), index - before.LastIndexOf('\n')), null);
    }

    // A comment is passed over whole: what looks like a role in it is none.
    [GeneratedRegex("""\{\{!--.*?--\}\}|(?<role>\{\{~?\s*role\s+["'](?<name>[^"']*)["']\s*~?\}\})""", RegexOptions.Singleline)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\{\{~?\s*(history|media\b[^}]*)\s*~?\}\}")]
    private static partial Regex Silenced();
}
