using System.Net;
using System.Text.RegularExpressions;

namespace Agents.Dashboard.Tests;

/// <summary>A page as its reader has it: the words, the links, the fields, whatever markup carries them.</summary>
public sealed class Page
{
    private Page(HttpResponseMessage reply, string html)
    {
        Reply = reply;
        Html = html;
        Text = Clean(Regex.Replace(html, "<(?<name>script|style|title)[^>]*>.*?</\\k<name>>", " ", RegexOptions.Singleline | RegexOptions.ExplicitCapture));
    }

    public HttpResponseMessage Reply { get; }

    public HttpStatusCode Status => Reply.StatusCode;

    public string Html { get; }

    /// <summary>Without tags, with single spaces.</summary>
    public string Text { get; }

    public string Title => Clean(Regex.Match(Html, "<title>(.*?)</title>").Groups[1].Value);

    public IReadOnlyList<string> Headings => [.. Regex.Matches(Html, "<h1[^>]*>.*?</h1>", RegexOptions.Singleline).Select(found => Clean(found.Value))];

    public IReadOnlyList<string> Links => [.. Regex.Matches(Html, "<a [^>]*href=\"([^\"]*)\"").Select(found => WebUtility.HtmlDecode(found.Groups[1].Value))];

    /// <summary>The text of each list row.</summary>
    public IReadOnlyList<string> Rows => [.. Regex.Matches(Html, "<tr id=.*?</tr>", RegexOptions.Singleline).Select(found => Clean(found.Value))];

    public static async Task<Page> ReadAsync(HttpResponseMessage reply) => new(reply, await reply.Content.ReadAsStringAsync());

    /// <summary>The value of an input, a textarea or a select.</summary>
    public string? Field(string name)
    {
        var wanted = Regex.Escape(name);
        var found = Regex.Match(Html, $"<input[^>]*name=\"{wanted}\"[^>]*?value=\"([^\"]*)\"") is { Success: true } input ? input
            : Regex.Match(Html, $"<textarea[^>]*name=\"{wanted}\"[^>]*>(.*?)</textarea>", RegexOptions.Singleline) is { Success: true } area ? area
            : Regex.Match(Html, $"<select[^>]*name=\"{wanted}\"(?:(?!</select>).)*?<option value=\"([^\"]*)\" selected", RegexOptions.Singleline);
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
    }

    private static string Clean(string html) => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " ")), "\\s+", " ").Trim();
}

internal static class PageRequests
{
    public static async Task<Page> PageAsync(this DashboardServer server, string path) => await Page.ReadAsync(await server.Client.GetAsync(path));

    /// <summary>Opens the page, fills its form and sends it, as a browser without script does.</summary>
    public static async Task<Page> SubmitAsync(this DashboardServer server, string path, string handler, params (string Name, string Value)[] fields)
    {
        var page = await server.PageAsync(path);
        var sent = new List<KeyValuePair<string, string>>
        {
            new("__RequestVerificationToken", page.Field("__RequestVerificationToken")!),
            new("_handler", handler),
        };
        if (page.Field("form_key") is { } key)
        {
            sent.Add(new("form_key", key));
        }

        sent.AddRange(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Page.ReadAsync(await server.Client.PostAsync(path, new FormUrlEncodedContent(sent)));
    }
}

internal static class PageFragments
{
    /// <summary>Where the script gets this element from.</summary>
    public static string Fragment(this Page page, string id)
        => WebUtility.HtmlDecode(Regex.Match(page.Html, $"id=\"{id}\"[^>]*data-fragment=\"([^\"]*)\"").Groups[1].Value);
}
