using Agents.Dashboard.Chat;
using Agents.Dashboard.Executions;
using Agents.Dashboard.Security;
using Agents.Dashboard.Shell;
using Agents.Dashboard.Silo;
using Agents.ServiceDefaults;
using Agents.ServiceDefaults.Children;
using Agents.ServiceDefaults.Tokens;

namespace Agents.Dashboard;

/// <summary>The pages of the product. They know the REST API and nothing else.</summary>
internal static class DashboardProgram
{
    public static Task<int> Main(string[] args) => ServiceRun.RunAsync(() => Build(args));

    public static WebApplication Build(string[] args, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(DashboardProgram).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.AddServiceDefaults("dashboard");
        builder.AddFormKeys();
        builder.AddSilo();
        builder.AddShell();

        var app = builder.Build();
        app.MapServiceDefaults();
        app.RequireInternalToken();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapPreferences();
        app.MapShellFragments();
        app.MapExecutionFragments();
        app.MapChat();
        app.MapPages();
        return app;
    }
}
