@echo off
rem Installs on the first run (no network), then loads data\reports and starts the dashboard.
chcp 65001 >nul
cd /d "%~dp0"
if not defined PORT set PORT=8501
if exist program\installed goto start

set PYTHON=
for %%v in (@PYTHONS@) do if not defined PYTHON py -%%v -c "" >nul 2>nul && set PYTHON=py -%%v
if not defined PYTHON goto nopython
echo 首次运行，正在安装，约需几分钟……
if exist program rmdir /s /q program
%PYTHON% -m venv program || goto failed
program\Scripts\python -m pip install --quiet --disable-pip-version-check --no-compile --no-index --find-links wheels --require-hashes --requirement requirements.lock || goto failed
for %%w in (wheels\disclosure_dashboard-*.whl) do program\Scripts\python -m pip install --quiet --disable-pip-version-check --no-compile --no-index --no-deps "%%w" || goto failed
echo installed>program\installed

:start
if "%~1"=="install" exit /b 0
if not exist data\reports program\Scripts\disclosure demo
program\Scripts\disclosure load data\reports
echo 看板地址：http://127.0.0.1:%PORT%　关闭本窗口即停止。
start "" "http://127.0.0.1:%PORT%"
program\Scripts\disclosure serve
pause
exit /b 0

:nopython
echo 没有找到 Python。请先安装 Python（@PYTHONS@ 之一，64 位），再双击本文件。
pause
exit /b 1

:failed
echo 安装没有完成，请把本窗口的内容发给管理员。
pause
exit /b 1
