using Agents.Gateway.Upstreams;
using Agents.ServiceDefaults.Aliases;

namespace Agents.Gateway.Routes;

/// <summary>
/// Paths of older clients. Each leads to the API's own path, with a header that says in whose words the silo is to answer. Only these exact paths do;
/// where a page has the same path, whoever accepts HTML gets the page.
/// </summary>
internal static class Aliases
{
    private const string Pages = "text/html";

    private static readonly AliasRoute[] Table =
    [
        new(Alias.WorkflowRuns, null, "/api/v1/workflow-runs", "/{**rest}", "/api/v1/executions"),
        new(Alias.WorkflowRuns, null, "/api/v1/workflow-approvals", "/{**rest}", "/api/v1/approvals"),
        new(Alias.Designs, null, "/api/deployments", "/{**rest}", "/api/v1/deployments"),
        new(Alias.Runs, HttpMethods.Post, "/runs", "", "/api/v1/executions"),
        new(Alias.Runs, HttpMethods.Get, "/runs", "/{id}", "/api/v1/executions"),
        new(Alias.Runs, HttpMethods.Get, "/runs", "/{id}/artifacts", "/api/v1/executions"),
        new(Alias.Runs, HttpMethods.Get, "/runs", "/{id}/stream", "/api/v1/executions"),
        new(Alias.Runs, HttpMethods.Get, "/workflows", "", "/api/v1/workflows"),
        new(Alias.Runs, HttpMethods.Get, "/workflows", "/{id}/schema", "/api/v1/workflows"),
        new(Alias.Runs, HttpMethods.Get, "/settings", "/providers", "/api/v1/settings"),
        new(Alias.Runs, HttpMethods.Post, "/settings", "/secrets", "/api/v1/settings"),
        new(Alias.Registry, HttpMethods.Post, "/deployments", "/register", "/api/v1/deployments"),
        new(Alias.Registry, HttpMethods.Post, "/deployments", "/{id}/execute", "/api/v1/deployments"),
        new(Alias.Registry, HttpMethods.Get, "/deployments", "/{id}/schema", "/api/v1/deployments"),
        new(Alias.Registry, HttpMethods.Delete, "/deployments", "/{id}", "/api/v1/deployments"),
        new(Alias.Status, HttpMethods.Get, "/status", "/stream", "/api/v1/status"),
    ];

    /// <param name="app">The gateway.</param>
    /// <param name="pages">What answers with a page.</param>
    public static void MapAliases(this WebApplication app, RequestDelegate pages)
    {
        var (silo, forwarding) = (app.Services.GetRequiredService<UpstreamSet>().Silo, app.Services.GetRequiredService<UpstreamForwarding>());
        foreach (var alias in Table)
        {
            app.Map(alias, context => WantsPage(context.Request) ? ShowAsync(context, alias, pages) : forwarding.ForwardAsync(Renamed(context, alias), silo));
        }
    }

    private static void Map(this WebApplication app, AliasRoute alias, RequestDelegate answer)
        => (alias.Method is { } method ? app.MapMethods(alias.From + alias.Rest, [method], answer) : app.Map(alias.From + alias.Rest, answer)).WithDisplayName($"alias {alias.From}{alias.Rest}");

    // There are no pages below /api; a form of a page accepts HTML, too.
    private static bool WantsPage(HttpRequest request)
        => request.Headers.Accept.ToString().Contains(Pages, StringComparison.OrdinalIgnoreCase) && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task ShowAsync(HttpContext context, AliasRoute alias, RequestDelegate pages)
    {
        if (alias.From != "/runs" || !HttpMethods.IsGet(context.Request.Method))
        {
            return pages(context);
        }

        context.Response.Redirect($"/executions{new PathString(context.Request.Path.Value![alias.From.Length..]).ToUriComponent()}");
        return Task.CompletedTask;
    }

    private static HttpContext Renamed(HttpContext context, AliasRoute alias)
    {
        context.Request.Path = alias.To + context.Request.Path.Value![alias.From.Length..];
        context.Request.Headers[Alias.Header] = alias.Alias;
        return context;
    }

    /// <summary>An older path and where it leads.</summary>
    /// <param name="Alias">Whose words the reply has.</param>
    /// <param name="Method">The method; null for all.</param>
    /// <param name="From">What the path begins with.</param>
    /// <param name="Rest">What comes after that, here and in the API.</param>
    /// <param name="To">What it begins with in the API.</param>
    private sealed record AliasRoute(string Alias, string? Method, string From, string Rest, string To);
}
