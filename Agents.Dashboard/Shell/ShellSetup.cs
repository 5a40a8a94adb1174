using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Agents.Dashboard.Shell;

internal static class ShellSetup
{
    private const string NotFoundPath = "/not-found";
    private const string ErrorPath = "/error";

    public static void AddShell(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        builder.Services.AddHttpContextAccessor();

        // An asset's address carries its content's hash, so browsers may keep it, also from a build folder.
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";

        // Names in any script stay readable in the page's source, and pages stay small.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    /// <summary>People get a page where programs get problem details: the shared defaults lie further out and write those.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(ErrorPath, createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(NotFoundPath, createScopeForStatusCodePages: true);
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapRazorComponents<Document>().WithStaticAssets();
    }
}
