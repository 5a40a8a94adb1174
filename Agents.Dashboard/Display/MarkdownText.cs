using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Components;

namespace Agents.Dashboard.Display;

/// <summary>
/// What a model wrote, as Markdown. It is anyone's text: HTML in it stays text, links go to web and mail only and carry no
/// referrer, pictures become links, because loading them would tell their server that somebody looked.
/// </summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    public static MarkupString Render(string text)
    {
        var document = Markdown.Parse(text, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.IsImage = false;
            link.Url = IsHarmless(link.Url) ? link.Url : "";
            link.GetDynamicUrl = null;
            SetRelation(link);
        }

        foreach (var link in document.Descendants<AutolinkInline>().ToList())
        {
            if (link.IsEmail || IsHarmless(link.Url))
            {
                SetRelation(link);
            }
            else
            {
                link.ReplaceBy(new LiteralInline(link.Url));
            }
        }

        return new MarkupString(document.ToHtml(Pipeline));
    }

    private static void SetRelation(IMarkdownObject link)
        => Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(link).AddPropertyIfNotExist("rel", "noopener noreferrer nofollow");

    private static bool IsHarmless(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto";
}
