using System.Net;
using Agents.Client.Access;
using Agents.Silo.Access;
using Agents.Silo.Tests.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agents.Silo.Tests.Access;

/// <summary>Walks every route that the silo has.</summary>
public sealed class RouteScopeTests
{
    // Routes that ask for no key, each for its reason: links carry their own token, hooks their own signature, the rest is for gateway and supervisor, who have the internal one.
    private static readonly string[] Open =
    [
        "GET /alive", "GET /health", "GET /api/v1/approvals/{id}/link", "POST /api/v1/approvals/{id}/link", "GET /hooks/{name}", "POST /hooks/{name}",
        "GET /internal/session", "GET /internal/routes", "DELETE /internal/sessions", "POST /internal/first-key",
    ];

    [Fact]
    public async Task EveryRoute_SaysWhoMayCallIt()
    {
        await using var silo = await SiloHost.StartAsync();

        var silent = Routes(silo).Where(static route => route.Scope is null || (route.Scope.IsForReading && route.Method is not "GET")).Select(static route => route.Name);

        silent.Except(Open).ShouldBeEmpty();
        Routes(silo).Count.ShouldBeGreaterThan(90);
        Routes(silo).Where(static route => route.IsOpen).Select(static route => route.Name).ShouldBe(Open, ignoreOrder: true);
    }

    [Fact]
    public async Task EveryRoute_WithoutAKeyOrWithAWrongOne_Is401()
    {
        await using var silo = await KeyedSilo.StartAsync();
        foreach (var route in Routes(silo.Host).Where(static route => !route.IsOpen))
        {
            foreach (var key in new[] { null, "ak_wrong", ApiKey.New(), ApiKey.NewSession() })
            {
                using var reply = await silo.SendAsync(key, route.Method, route.Path);

                reply.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{route.Name} with {key ?? "no key"}");
                (await reply.Content.ReadAsStringAsync()).ShouldContain(route.IsOpenAI ? "\"invalid_api_key\"" : "\"unauthorized\"");
            }
        }
    }

    [Theory]
    [InlineData(KeyScopes.Admin)]
    [InlineData(KeyScopes.Operator)]
    [InlineData(KeyScopes.Approver)]
    [InlineData(KeyScopes.Viewer)]
    [InlineData("invoke:nobody")]
    [InlineData("agent:nobody")]
    public async Task EveryRoute_WithEachScope_IsOpenToThoseItSays(string scope)
    {
        await using var silo = await KeyedSilo.StartAsync();
        // Each route is tried with a key of its own, because one of them revokes keys.
        var key = await silo.NewKeyAsync(scope);
        foreach (var route in Routes(silo.Host).Where(static route => !route.IsOpen && !route.Name.Contains("/stream")))
        {
            using var reply = await silo.SendAsync(key, route.Method, route.Path);

            var may = scope == KeyScopes.Admin || route.Scope!.Scope == scope || route.Scope.Scope == Scopes.AnyKey
                || (route.Scope.Scope == KeyScopes.Viewer && scope is KeyScopes.Operator or KeyScopes.Approver)
                // The route is about the deployment that the key is of.
                || (route.Scope is { Deployment: DeploymentIn.Id, Prefix: var prefix } && scope.StartsWith(prefix, StringComparison.Ordinal))
                || (route.Scope is { Deployment: DeploymentIn.Body, Prefix: var itself } && scope.StartsWith(itself, StringComparison.Ordinal));
            if (may)
            {
                reply.StatusCode.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            }
            else
            {
                reply.StatusCode.ShouldBe(HttpStatusCode.Forbidden, route.Name);
            }
        }
    }

    [Fact]
    public async Task WritingRoutes_AreOpenToNoViewer()
    {
        await using var silo = await SiloHost.StartAsync();

        var written = Routes(silo).Where(static route => route.Method != "GET" && route.Scope is { Scope: KeyScopes.Viewer or Scopes.AnyKey }).Select(static route => route.Name);

        // What these do changes nothing, but for the login, which is the caller's own.
        written.ShouldBe(["POST /api/v1/workflows/validate", "POST /api/v1/executions/{id}/replay", "POST /internal/sessions"], ignoreOrder: true);
    }

    private static List<Route> Routes(SiloHost silo)
        => [.. silo.Services.GetServices<EndpointDataSource>().SelectMany(static source => source.Endpoints).OfType<RouteEndpoint>().Distinct().SelectMany(static endpoint
            => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new Route(method, endpoint)))];

    private sealed record Route(string Method, RouteEndpoint Endpoint)
    {
        public string Name => $"{Method} /{Endpoint.RoutePattern.RawText!.Trim('/')}";

        public RouteScope? Scope => Endpoint.Metadata.GetMetadata<RouteScope>();

        public bool IsOpen => Endpoint.Metadata.GetMetadata<OpenRoute>() is not null || Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

        /// <summary>Its problems have OpenAI's form.</summary>
        public bool IsOpenAI => Name.Contains(" /v1/", StringComparison.Ordinal);

        /// <summary>The path with the values of things that are not there.</summary>
        public string Path => "/" + string.Join('/', Endpoint.RoutePattern.PathSegments.Select(static segment => string.Concat(segment.Parts.Select(static part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "version" or "other" } => "1",
            _ => "nobody",
        }))));
    }
}
