releasePipeline {
    stages {
        stage('Source') {
            source('App') {
                git
                    url: 'https://git.example.com/app.git'
            }
        }
    }
}
