using System.Text;
using Agents.Client.Access;
using Agents.Client.Artifacts;
using Agents.Client.Json;
using Agents.Client.Paging;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Tools;

namespace Agents.Silo.Artifacts;

/// <summary><c>/api/v1/executions/{id}/artifacts</c>.</summary>
internal static class ArtifactEndpoints
{
    // What models wrote is shown on our origin: it may neither run nor be taken for something else.
    private const string Sandbox = "sandbox; default-src 'none'";

    public static void AddArtifacts(this IServiceCollection services) => services.AddSingleton<ArtifactSweep>();

    public static void MapArtifacts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/executions/{id}/artifacts").WithTags("executions").NeedsToRead(KeyScopes.Viewer);
        group.MapGet("/", ListAsync).WithName("ListArtifacts").WithSummary("Its files: four that every execution has, and what tools wrote.").Produces<ItemPage<ArtifactRecord>>();
        group.MapGet("/{**name}", GetAsync).WithName("GetArtifact").WithSummary("A file.").Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
    }

    private static async Task<IResult> ListAsync(string id, ExecutionStore executions, ArtifactFolder files)
    {
        if (await executions.FindAsync(id) is null)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        var all = ListOf(id, files);
        return Results.Json(new ItemPage<ArtifactRecord>(all, null, all.Count), AgentsJson.Wire.ItemPageArtifactRecord);
    }

    /// <summary>The files of an execution that there is.</summary>
    public static IReadOnlyList<ArtifactRecord> ListOf(string id, ArtifactFolder files)
    {
        var folder = files.Find(id);
        List<ArtifactRecord> written = folder is null ? [] : [.. ArtifactFolder.Names(folder).Select(name => Record(folder, name))];
        var made = JournalArtifact.Names.Where(name => written.TrueForAll(file => file.Name != name)).Select(static name => new ArtifactRecord(name, "journal", MediaType(name)));
        return [.. made, .. written];
    }

    private static async Task<IResult> GetAsync(HttpContext http, string id, string name, ExecutionStore executions, ExecutionLookup lookup, JournalReader journal, ArtifactFolder files)
    {
        if (await executions.FindAsync(id) is null)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        http.Response.Headers.ContentSecurityPolicy = Sandbox;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // A tool's file of the same name is what its workflow meant.
        if (files.Find(id) is { } folder && TryOpen(folder, name) is { } file)
        {
            return Results.Stream(file, MediaType(name), fileDownloadName: IsText(name) ? null : name.Split('/')[^1]);
        }

        return JournalArtifact.Names.Contains(name) && await lookup.FindAsync(id) is { } found
            ? Results.Text(JournalArtifact.Write(name, found, await journal.ReadAsync(id))!, MediaType(name), Encoding.UTF8)
            : Problem.Result(StatusCodes.Status404NotFound, $"Execution '{id}' has no artifact '{name}'. GET /api/v1/executions/{id}/artifacts lists them.");
    }

    private static FileStream? TryOpen(string folder, string name)
    {
        try
        {
            return ArtifactFolder.OpenRead(folder, name);
        }
        catch (Exception absent) when (absent is FileRefusedException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // A name that may not be asked for is not there, whatever is; a folder is no file.
            return null;
        }
    }

    private static ArtifactRecord Record(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return new ArtifactRecord(name, "tool", MediaType(name)) { SizeBytes = file.Exists ? file.Length : null, UpdatedAt = file.Exists ? new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero) : null };
    }

    private static bool IsText(string name) => MediaType(name) != "application/octet-stream";

    private static string MediaType(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".MD" => "text/markdown",
        ".JSON" => "application/json",
        ".CSV" => "text/csv",
        // What a browser would draw or run is shown as text.
        ".TXT" or ".LOG" or ".YAML" or ".YML" or ".XML" or ".HTML" or ".HTM" or ".SVG" or ".JS" or ".PY" or ".CS" => "text/plain",
        _ => "application/octet-stream",
    };
}
