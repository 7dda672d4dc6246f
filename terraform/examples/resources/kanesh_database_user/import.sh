tofu import kanesh_database_user.app prj_…/cl_…/app
