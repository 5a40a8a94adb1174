using System.Net;
using System.Text;
using System.Text.Json;
using Agents.Gateway;
using Agents.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agents.Silo.Tests.Aliases;

/// <summary>A silo behind the real gateway, as clients of the specifications see it. The dashboard is a server that says which page was asked for.</summary>
internal sealed class OlderServer : IAsyncDisposable
{
    private readonly WebApplication _pages;
    private readonly WebApplication _gateway;

    private OlderServer(SiloHost silo, WebApplication pages, WebApplication gateway)
    {
        (Silo, _pages, _gateway) = (silo, pages, gateway);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(gateway.Urls.First()) };
    }

    public SiloHost Silo { get; }

    public HttpClient Http { get; }

    public static async Task<OlderServer> StartAsync(params string[] definitions)
    {
        var silo = await SiloHost.StartAsync();
        foreach (var definition in definitions)
        {
            await silo.CreateAsync(definition);
        }

        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var pages = builder.Build();
        pages.MapFallback("/{**rest}", static context => context.Response.WriteAsync($"page {context.Request.Path}"));
        await pages.StartAsync();
        var gateway = GatewayProgram.Build(
            ["--urls=http://127.0.0.1:0", $"--AGENTS_SILO_URL={silo.Http.BaseAddress}", $"--AGENTS_DASHBOARD_URL={pages.Urls.First()}", "--Logging:LogLevel:Default=None"]);
        await gateway.StartAsync();
        return new OlderServer(silo, pages, gateway);
    }

    /// <summary>Sends what the specification's example sends and reads the JSON that it gets.</summary>
    public async Task<JsonElement> SendAsync(string method, string path, string? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var reply = await Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        reply.StatusCode.ShouldBe(expected, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What a browser gets that asks for a page.</summary>
    public async Task<(HttpStatusCode Status, string Text, string? Location)> BrowseAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" } } };
        using var reply = await Http.SendAsync(request);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(), reply.Headers.Location?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _gateway.DisposeAsync();
        await _pages.DisposeAsync();
        await Silo.DisposeAsync();
    }
}

/// <summary>Reads members of JSON in few words.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();
}
