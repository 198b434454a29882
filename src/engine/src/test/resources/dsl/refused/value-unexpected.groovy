releasePipeline {
    stages { stage('Source') { source('App') { git 'https://git.example.com/app.git' } } }
}
