namespace Agents.Gateway.Upstreams;

/// <summary>The page that a browser shows while a service starts. It comes from here because nothing else runs.</summary>
internal static class UnavailablePage
{
    private const string Html = """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="refresh" content="2">
        <title>Agents: one moment</title>
        <style>body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem}</style>
        </head>
        <body>
        <h1>One moment</h1>
        <p>The {upstream} is not running or is just starting. This page asks again every two seconds.</p>
        <p>If it stays: the window in which Agents was started says why.</p>
        </body>
        </html>
        """;

    public static bool IsWanted(HttpRequest request)
        => (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext context, Upstream upstream)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(Html.Replace("{upstream}", upstream.Name, StringComparison.Ordinal));
    }
}
