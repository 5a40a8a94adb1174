using System.Globalization;
using Agents.Client.Deployments;
using Agents.Dashboard.Executions;

namespace Agents.Dashboard.Deployments;

/// <summary>Reads the form of a deployment's limits; null and what is wrong where it is none.</summary>
internal static class LimitForm
{
    public static ChangeDeployment? Read(IFormCollection form, out string problem)
        => BudgetForm.Read(form, out problem) is { } budget && Retention(form, ref problem) is { } retention ? new ChangeDeployment { Budget = budget, Retention = retention } : null;

    private static DeploymentRetention? Retention(IFormCollection form, ref string problem)
    {
        switch (form["retention"].ToString())
        {
            case "forever":
                return new DeploymentRetention { Forever = true };
            case "days" when int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days):
                return new DeploymentRetention { Days = days };
            case "days":
                problem = "Say for how many days executions are kept: a whole number from 1.";
                return null;
            default:
                return new DeploymentRetention();
        }
    }
}
